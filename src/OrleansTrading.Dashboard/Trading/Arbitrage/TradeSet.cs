using System.Collections.Immutable;
using OrleansTrading.Domain.Arbitrage;

namespace OrleansTrading.Dashboard.Trading.Arbitrage;

/// <summary>Executions of all comparisons, those under way first. Equal to another with the same ones.</summary>
/// <param name="Items">At most <see cref="ArbitrageFrame.Most"/>.</param>
public sealed record TradeSet(ImmutableArray<ArbitrageTrade> Items)
{
    public bool Equals(TradeSet? other) => other is not null && Items.SequenceEqual(other.Items);

    public override int GetHashCode() => Items.Length;

    internal static TradeSet Of(ArbitrageFrame frame) => new(
    [
        .. frame.Views.SelectMany(view => view.Trades).OrderBy(trade => trade.DoneAt is not null).ThenByDescending(trade => trade.StartedAt).Take(ArbitrageFrame.Most),
    ]);
}
