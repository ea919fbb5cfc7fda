using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using OrleansTrading.Domain.Alerting;

namespace OrleansTrading.Grains.Alerting;

/// <summary>Which news goes to which people, and when. Without routes there is the page alone. Section <c>Alerting</c>.</summary>
public sealed class AlertingOptions
{
    public const string Section = "Alerting";

    /// <summary>Ways to people, by name.</summary>
    public Dictionary<string, AlertRouteOptions> Routes { get; } = new(StringComparer.Ordinal);

    /// <summary>Which news goes where, by name. Without rules, warnings and worse go to every route.</summary>
    public Dictionary<string, AlertRuleOptions> Rules { get; } = new(StringComparer.Ordinal);

    /// <summary>What is not told while its cause is, by name.</summary>
    public Dictionary<string, AlertInhibitionOptions> Inhibitions { get; } = new(StringComparer.Ordinal)
    {
        ["stalled-streams"] = new() { Source = "streams-stalled", Suppresses = "candles-stale", Equal = "venue" },
    };

    /// <summary>Metrics of a silo that raise alerts while they are out of bounds, by name; the alert's key is metric/NAME/SILO.</summary>
    public Dictionary<string, AlertMetricOptions> Metrics { get; } = new(StringComparer.Ordinal);

    /// <summary>Notifications with the same values of these labels go into one message; separated by commas.</summary>
    public string GroupBy { get; set; } = "kind,account,venue";

    /// <summary>How long a new group waits for more of the same.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan GroupWait { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Least time between two messages of one group.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan GroupInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>An alert that stays open is told again after this; zero for never.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan RepeatInterval { get; set; } = TimeSpan.FromHours(4);

    /// <summary>Notifications that one message spells out; the rest is a number.</summary>
    [Range(1, 100)]
    public int MaxLines { get; set; } = 20;

    /// <summary>Notifications that wait for one route; beyond it the oldest of the least severity are dropped, counted and told of.</summary>
    [Range(1, 10_000)]
    public int QueueCapacity { get; set; } = 500;

    /// <summary>Wait before the second attempt at a message; doubles from attempt to attempt.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan RetryFirst { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Longest wait between two attempts, unless the receiver asks for more.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan RetryMost { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Age at which a message is tried no more; the next one says how many notifications were lost.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromHours(12);

    public AlertPlan ToPlan()
    {
        var routes = Routes.Keys.Order(StringComparer.Ordinal).ToImmutableArray();
        var rules = (Rules.Count > 0 ? Rules.Values : (IEnumerable<AlertRuleOptions>)[new AlertRuleOptions()]).Select(rule => ToRule(rule, routes));
        var inhibitions = Inhibitions.Values.Select(inhibition => new AlertInhibition(Split(inhibition.Source), Split(inhibition.Suppresses), Split(inhibition.Equal)));
        return new AlertPlan(
            routes, [.. rules], [.. inhibitions], Split(GroupBy),
            new AlertPace(GroupWait, GroupInterval, RepeatInterval, MaxLines, QueueCapacity, RetryFirst, RetryMost, GiveUpAfter));
    }

    internal static ImmutableArray<string> Split(string? list) =>
        [.. (list ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    private static AlertRule ToRule(AlertRuleOptions rule, ImmutableArray<string> routes) => new(
        Split(rule.Kinds), rule.MinSeverity, LabelMatcher.TryParseList(rule.Match, out var match) ? match.Value : [],
        Split(rule.Routes) is { IsEmpty: false } named ? named : routes, rule.Cleared);
}
