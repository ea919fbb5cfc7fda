using OrleansTrading.Contracts.Streams;

namespace OrleansTrading.Dashboard.Charts;

/// <summary>How far back a timeline goes, in minutes.</summary>
internal static class TimelineLength
{
    /// <summary>Of a service that has been there for long.</summary>
    public const int Usual = 6 * 60;

    private const long Minute = 60_000;

    /// <summary>What there is to choose from.</summary>
    public static IReadOnlyList<int> Choices { get; } = [15, 60, Usual, 24 * 60];

    public static string NameOf(int minutes) => minutes < 60 ? $"{minutes} min" : $"{minutes / 60} h";

    public static long Milliseconds(int minutes) => minutes * Minute;

    /// <summary>The shortest that shows all there is, up to the usual: what a young service went through is not to be a sliver at the edge.</summary>
    public static int Fitting(StreamHistory history)
    {
        var since = history.Transitions.IsEmpty ? history.From : history.Transitions.Min(change => change.At);
        return Choices.First(minutes => Milliseconds(minutes) >= history.To - since || minutes == Usual);
    }
}
