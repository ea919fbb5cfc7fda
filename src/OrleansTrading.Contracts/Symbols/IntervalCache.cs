using Orleans;
using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Contracts.Symbols;

/// <summary>What one symbol holds in memory of one interval.</summary>
/// <param name="Interval">The interval.</param>
/// <param name="Candles">Candles held.</param>
/// <param name="Age">Time since the end of the newest closed candle, by the venue's clock; null when there is none.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.IntervalCache")]
public readonly record struct IntervalCache(
    [property: Id(0)] KlineInterval Interval,
    [property: Id(1)] int Candles,
    [property: Id(2)] TimeSpan? Age);
