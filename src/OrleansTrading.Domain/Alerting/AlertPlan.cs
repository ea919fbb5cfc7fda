using System.Collections.Immutable;

namespace OrleansTrading.Domain.Alerting;

/// <summary>All that an operator has set: where notifications can go, which go where, and when.</summary>
/// <param name="Routes">Names of the routes.</param>
/// <param name="Rules">Every rule that takes a notification adds its routes.</param>
/// <param name="Inhibitions">What is not told while something else is open.</param>
/// <param name="GroupBy">Notifications that have the same values of these labels go into one message.</param>
/// <param name="Pace">When messages go out.</param>
public sealed record AlertPlan(
    ImmutableArray<string> Routes, ImmutableArray<AlertRule> Rules, ImmutableArray<AlertInhibition> Inhibitions, ImmutableArray<string> GroupBy, AlertPace Pace)
{
    /// <summary>The routes that a notification goes to, in the plan's order, each once.</summary>
    public IEnumerable<string> RoutesOf(Notification notification) =>
        Routes.Where(route => Rules.Any(rule => rule.Routes.Contains(route) && rule.Takes(notification)));

    /// <summary>The group that a notification belongs to, as people can read it.</summary>
    public string GroupOf(Notification notification) =>
        string.Join(", ", GroupBy.Select(name => (Name: name, Value: notification.LabelOf(name))).Where(label => label.Value is not null)
            .Select(label => label.Name == "kind" ? label.Value : $"{label.Name}={label.Value}"));
}
