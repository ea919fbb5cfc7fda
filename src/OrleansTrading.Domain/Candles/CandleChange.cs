namespace OrleansTrading.Domain.Candles;

/// <summary>A candle that has become final (<see cref="RingChange.Closed"/>) or was put right (<see cref="RingChange.Repaired"/>): to be stored.</summary>
public readonly record struct CandleChange(KlineInterval Interval, Kline Kline, RingChange Change);
