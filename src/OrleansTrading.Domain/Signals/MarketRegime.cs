namespace OrleansTrading.Domain.Signals;

/// <summary>What kind of market an instrument is in, on one interval.</summary>
public enum MarketRegime : byte
{
    /// <summary>Too few candles to tell.</summary>
    Unknown = 0,
    TrendingUp = 1,
    TrendingDown = 2,
    Ranging = 3,
    Volatile = 4,
}
