namespace OrleansTrading.Domain.Candles;

/// <summary>What became of the candles offered to a ring since it was made.</summary>
/// <param name="Updates">Taken: opened, updated or closed a candle.</param>
/// <param name="Repairs">Replaced a closed candle, or brought one that had been missing.</param>
/// <param name="Ignored">Brought nothing new.</param>
/// <param name="TooOld">Lay before the window.</param>
/// <param name="Rejected">Were malformed.</param>
public readonly record struct CandleRingStatistics(long Updates, long Repairs, long Ignored, long TooOld, long Rejected);
