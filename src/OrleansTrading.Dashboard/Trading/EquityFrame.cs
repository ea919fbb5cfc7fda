using System.Collections.Immutable;

namespace OrleansTrading.Dashboard.Trading;

/// <summary>An equity curve at one moment.</summary>
/// <param name="Points">Oldest first.</param>
/// <param name="From">Where it begins, Unix milliseconds.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Now">When it was looked at, Unix milliseconds.</param>
/// <param name="Failed">Whether it could not be read; the rest is then what was read last.</param>
public sealed record EquityFrame(ImmutableArray<EquityPoint> Points, long From, long To, long Now, bool Failed = false)
{
    /// <summary>A point comes every minute: with the last one older, what is drawn is not how it is now.</summary>
    private static readonly TimeSpan LastsFor = TimeSpan.FromMinutes(3);

    /// <summary>How old the last point is; null while there is none.</summary>
    public TimeSpan? Age => Points.IsEmpty ? null : TimeSpan.FromMilliseconds(Math.Max(0, Now - Points[^1].Time));

    public bool IsStale => Failed || Age > LastsFor;
}
