using OrleansTrading.Simulator.Market;

namespace OrleansTrading.Simulator.Seeded;

/// <summary>A symbol of the seeded market: its contract and the figures that shape its walk.</summary>
internal sealed record SeededSymbol
{
    public required SymbolSpec Spec { get; init; }

    /// <summary>The price around which the walk runs.</summary>
    public required double BasePrice { get; init; }

    /// <summary>Quote volume of an ordinary day.</summary>
    public required double DailyQuoteVolume { get; init; }

    /// <summary>How strongly the symbol follows the market.</summary>
    public required double Beta { get; init; }

    /// <summary>Standard deviation of the daily log return that is the symbol's own.</summary>
    public required double OwnDailySigma { get; init; }

    /// <summary>Aggregate trades in an ordinary minute.</summary>
    public required int TradesPerMinute { get; init; }

    /// <summary>Single trades per ten aggregate trades, at least 10.</summary>
    public required int TradesPerTenAggregates { get; init; }
}
