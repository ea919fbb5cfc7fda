using Orleans;
using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Domain.Signals;

/// <summary>The return of a series over <see cref="CandleWindow.ReturnCandles"/> candles up to one of them.</summary>
/// <param name="Interval">The interval.</param>
/// <param name="OpenTime">Open time of the last candle, Unix milliseconds.</param>
/// <param name="Return">As a fraction.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.CandleReturn")]
public readonly record struct CandleReturn(
    [property: Id(0)] KlineInterval Interval,
    [property: Id(1)] long OpenTime,
    [property: Id(2)] double Return);
