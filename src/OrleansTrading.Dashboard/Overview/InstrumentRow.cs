using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Dashboard.Formatting;
using OrleansTrading.Dashboard.Health;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Dashboard.Overview;

/// <summary>One instrument on the overview.</summary>
/// <param name="Id">The instrument.</param>
/// <param name="Snapshot">Its last answer; null until it has answered once.</param>
/// <param name="IsAnswering">Whether the newest call to it succeeded. When not, <paramref name="Snapshot"/> is an old one.</param>
/// <param name="SinceAnswer">Time since <paramref name="Snapshot"/> was taken.</param>
public sealed record InstrumentRow(InstrumentId Id, InstrumentSnapshot? Snapshot, bool IsAnswering, TimeSpan SinceAnswer)
{
    /// <summary>Decimals of its tick size; null while that is not known.</summary>
    public int? Decimals { get; init; }

    /// <summary>Decimals that its prices are written with.</summary>
    public int PriceDecimals => Decimals ?? Figures.PriceDecimals(Snapshot?.LastPrice ?? Snapshot?.Book?.BidPrice ?? 0);

    /// <summary>Age of the data that its freshness is about, counting the time since the symbol last answered.</summary>
    public TimeSpan? DataAge => Snapshot is { } snapshot ? ShownAge.Of(snapshot) + (IsAnswering ? TimeSpan.Zero : SinceAnswer) : null;
}
