namespace OrleansTrading.Domain.Candles;

/// <summary>Consecutive candles of one interval, by the open times of the first and the last, both included, Unix milliseconds.</summary>
public readonly record struct KlineRange(long From, long To)
{
    /// <summary>How many candles the range spans.</summary>
    public long Count(KlineInterval interval) => ((To - From) / interval.ToMilliseconds()) + 1;
}
