using System.Collections.Immutable;

namespace OrleansTrading.Dashboard.Overview;

/// <summary>What has moved most in 24 hours, each way.</summary>
/// <param name="Up">The largest rises first.</param>
/// <param name="Down">The largest falls first.</param>
public sealed record Movers(ImmutableArray<InstrumentRow> Up, ImmutableArray<InstrumentRow> Down)
{
    public const int Shown = 5;

    /// <summary>Only instruments whose data is not stale are named: a move that may be over is none.</summary>
    public static Movers Of(ImmutableArray<InstrumentRow> rows)
    {
        var known = rows.Where(row => row is { IsAnswering: true, Snapshot: { Change24HoursPercent: not null, Freshness: not (Domain.Streams.Freshness.None or Domain.Streams.Freshness.Stale) } }).ToList();
        return new Movers(
            [.. known.Where(row => row.Snapshot!.Change24HoursPercent > 0).OrderByDescending(row => row.Snapshot!.Change24HoursPercent).Take(Shown)],
            [.. known.Where(row => row.Snapshot!.Change24HoursPercent < 0).OrderBy(row => row.Snapshot!.Change24HoursPercent).Take(Shown)]);
    }
}
