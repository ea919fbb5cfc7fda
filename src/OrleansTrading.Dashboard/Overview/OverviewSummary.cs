using System.Collections.Immutable;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Dashboard.Health;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Dashboard.Overview;

/// <summary>Health at a glance.</summary>
/// <param name="Instruments">Instruments on the watchlist.</param>
/// <param name="LiveInstruments">Those whose rings are complete up to the venue's present and that answer.</param>
/// <param name="NotAnswering">Those whose newest call failed.</param>
/// <param name="Freshness">Instruments by freshness, indexed by its value.</param>
/// <param name="Streams">Streams of those that answer by state, indexed by its value.</param>
/// <param name="IsSimulated">Whether any of it is a made-up market.</param>
public sealed record OverviewSummary(
    int Instruments,
    int LiveInstruments,
    int NotAnswering,
    ImmutableArray<int> Freshness,
    ImmutableArray<int> Streams,
    bool IsSimulated)
{
    public static OverviewSummary Of(ImmutableArray<InstrumentRow> rows)
    {
        Span<int> freshness = stackalloc int[(int)Domain.Streams.Freshness.Stale + 1];
        Span<int> streams = stackalloc int[(int)StreamState.Down + 1];
        var (live, silent, simulated) = (0, 0, false);
        foreach (var row in rows)
        {
            silent += row.IsAnswering ? 0 : 1;
            live += row is { IsAnswering: true, Snapshot.Phase: SymbolPhase.Live } ? 1 : 0;
            simulated |= row.Snapshot?.IsSimulated == true;
            freshness[(int)FreshnessBadge.Effective(row.Snapshot?.Freshness ?? default, row.IsAnswering)]++;
            // What streams were when an instrument answered last is not what they are.
            foreach (var stream in row is { IsAnswering: true, Snapshot: { } snapshot } ? snapshot.Streams : [])
                streams[(int)stream.State]++;
        }

        return new OverviewSummary(rows.Length, live, silent, [.. freshness], [.. streams], simulated);
    }
}
