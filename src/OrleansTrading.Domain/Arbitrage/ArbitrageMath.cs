using System.Collections.Immutable;
using OrleansTrading.Domain.Books;

namespace OrleansTrading.Domain.Arbitrage;

/// <summary>Compares the books of one base asset at several venues.</summary>
public static class ArbitrageMath
{
    private const double Bps = 10_000;

    /// <summary>Every ordered pair of markets that can be compared now, the best net spread first.</summary>
    /// <remarks>
    /// Left out are pairs with a market that is too old, that cannot be sold, or whose books do not hold the wanted value: of what cannot be
    /// executed nothing is claimed.
    /// </remarks>
    public static ImmutableArray<ArbitrageSpread> Compare(IReadOnlyList<ArbitrageMarket> markets, ArbitrageRules rules)
    {
        var spreads = ImmutableArray.CreateBuilder<ArbitrageSpread>();
        for (var buy = 0; buy < markets.Count; buy++)
        {
            for (var sell = 0; sell < markets.Count; sell++)
            {
                if (buy != sell && Spread(markets[buy], markets[sell], rules) is { } spread)
                    spreads.Add(spread);
            }
        }

        spreads.Sort(static (one, other) => other.NetBps.CompareTo(one.NetBps));
        return spreads.DrainToImmutable();
    }

    private static ArbitrageSpread? Spread(ArbitrageMarket buy, ArbitrageMarket sell, ArbitrageRules rules)
    {
        if (!sell.CanBeSold || buy.Age > rules.MaxAge || sell.Age > rules.MaxAge || buy.Asks.IsDefaultOrEmpty || sell.Bids.IsDefaultOrEmpty)
            return null;
        var quantity = rules.Notional / buy.Asks[0].Price;
        if (AveragePrice(buy.Asks.AsSpan(), quantity) is not { } bought || AveragePrice(sell.Bids.AsSpan(), quantity) is not { } sold)
            return null;
        var net = (sold * (1 - sell.TakerFee)) - (bought * (1 + buy.TakerFee));
        var (bestQuantity, bestProfit) = Best(buy, sell);
        return new ArbitrageSpread(
            buy.Instrument, sell.Instrument, quantity, bought, sold, (sold - bought) / bought * Bps, net / bought * Bps, bestQuantity, bestProfit,
            Funding(buy, sell), buy.Age, sell.Age, buy.QuoteAsset == sell.QuoteAsset);
    }

    /// <summary>The side of a market's book that does not hold a value; null when both do.</summary>
    public static string? ThinSide(ArbitrageMarket market, double notional) =>
        IsThin(market.Asks, notional) ? "ask" : market.CanBeSold && IsThin(market.Bids, notional) ? "bid" : null;

    private static bool IsThin(ImmutableArray<BookLevel> levels, double notional) => AveragePrice(levels.AsSpan(), notional / levels[0].Price) is null;

    /// <summary>Average price of a quantity taken level by level; null when the levels do not hold it.</summary>
    public static double? AveragePrice(ReadOnlySpan<BookLevel> levels, double quantity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(quantity);
        var (left, value) = (quantity, 0.0);
        foreach (var level in levels)
        {
            var taken = Math.Min(left, level.Quantity);
            value += taken * level.Price;
            left -= taken;
            if (left <= 0)
                return value / quantity;
        }

        return null;
    }

    /// <summary>Takes from both books as long as the next unit pays after fees.</summary>
    private static (double Quantity, double Profit) Best(ArbitrageMarket buy, ArbitrageMarket sell)
    {
        var (ask, bid, quantity, profit) = (0, 0, 0.0, 0.0);
        var (askLeft, bidLeft) = (buy.Asks[0].Quantity, sell.Bids[0].Quantity);
        while (true)
        {
            var unit = (sell.Bids[bid].Price * (1 - sell.TakerFee)) - (buy.Asks[ask].Price * (1 + buy.TakerFee));
            if (unit <= 0)
                return (quantity, profit);
            var taken = Math.Min(askLeft, bidLeft);
            (quantity, profit) = (quantity + taken, profit + (taken * unit));
            (askLeft, bidLeft) = (askLeft - taken, bidLeft - taken);
            if (askLeft <= 0)
            {
                if (++ask == buy.Asks.Length)
                    return (quantity, profit);
                askLeft = buy.Asks[ask].Quantity;
            }

            if (bidLeft <= 0)
            {
                if (++bid == sell.Bids.Length)
                    return (quantity, profit);
                bidLeft = sell.Bids[bid].Quantity;
            }
        }
    }

    /// <summary>The long leg pays its venue's rate, the short leg receives the other's; null while one of them is not known.</summary>
    private static double? Funding(ArbitrageMarket buy, ArbitrageMarket sell) => (YearlyRate(sell) - YearlyRate(buy)) * Bps;

    private static double? YearlyRate(ArbitrageMarket market) => market.CanBeSold ? market.FundingRate * market.FundingsPerYear : 0;
}
