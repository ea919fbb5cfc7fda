using System.Collections.Immutable;
using Orleans;

namespace OrleansTrading.Domain.Alerting;

/// <summary>One piece of news for people. Told once for its key, however often it comes.</summary>
/// <param name="Key">Unique for the news, for example <c>fill/paper/binance:BTCUSDT/123</c>.</param>
/// <param name="Kind">What it is of: <c>fill</c>, <c>job-failed</c>, or the first part of an alert's key such as <c>candles-stale</c>.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Title">In a few words.</param>
/// <param name="Detail">In a sentence or two.</param>
/// <param name="Labels">In order of their names; of a name at most one.</param>
/// <param name="Time">When it happened, Unix milliseconds.</param>
/// <param name="Alert">The one alert that it opens, clears or repeats, unique for each time that the alert is raised; null for events.</param>
/// <param name="Phase">Whether it happened, or stands.</param>
/// <param name="IsAcknowledged">Whether somebody is on the open alert, so that it need not be repeated.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.Notification")]
public sealed record Notification(
    [property: Id(0)] string Key,
    [property: Id(1)] string Kind,
    [property: Id(2)] NotificationSeverity Severity,
    [property: Id(3)] string Title,
    [property: Id(4)] string Detail,
    [property: Id(5)] ImmutableArray<Label> Labels,
    [property: Id(6)] long Time,
    [property: Id(7)] string? Alert = null,
    [property: Id(8)] NotificationPhase Phase = NotificationPhase.Event,
    [property: Id(9)] bool IsAcknowledged = false)
{
    private const int LongestTitle = 200;
    private const int LongestDetail = 1000;

    /// <summary>The value of a label, <c>kind</c> and <c>severity</c> among them; null when it has none of that name.</summary>
    public string? LabelOf(string name) => name switch
    {
        "kind" => Kind,
        "severity" => WordOf(Severity),
        _ => Labels.FirstOrDefault(label => label.Name == name)?.Value,
    };

    /// <summary>With texts that can be kept and sent.</summary>
    public Notification Shortened() => Title.Length <= LongestTitle && Detail.Length <= LongestDetail
        ? this
        : this with { Title = Shorten(Title, LongestTitle), Detail = Shorten(Detail, LongestDetail) };

    public static string WordOf(NotificationSeverity severity) => severity switch
    {
        NotificationSeverity.Critical => "critical",
        NotificationSeverity.Warning => "warning",
        _ => "information",
    };

    /// <summary>The first characters of a text, never half a character.</summary>
    public static string Shorten(string text, int longest)
    {
        if (text.Length <= longest)
            return text;
        var end = longest - 1;
        if (char.IsHighSurrogate(text[end - 1]))
            end--;
        return text[..end] + "…";
    }

    /// <summary>The news that an open alert is over.</summary>
    public Notification ToCleared(long at) => this with { Key = $"{Alert}/cleared", Phase = NotificationPhase.Cleared, Time = at };
}
