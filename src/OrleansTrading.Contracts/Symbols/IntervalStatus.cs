using Orleans;
using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Contracts.Symbols;

/// <summary>What one ring of candles holds.</summary>
/// <param name="Interval">Candle length.</param>
/// <param name="Count">Candles held.</param>
/// <param name="Missing">Candles missing between the oldest and the newest.</param>
/// <param name="OldestOpenTime">Unix milliseconds; null when empty.</param>
/// <param name="NewestOpenTime">Unix milliseconds; null when empty.</param>
/// <param name="Repairs">Closed candles that a repair has brought or changed.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.IntervalStatus")]
public sealed record IntervalStatus(
    [property: Id(0)] KlineInterval Interval,
    [property: Id(1)] int Count,
    [property: Id(2)] int Missing,
    [property: Id(3)] long? OldestOpenTime,
    [property: Id(4)] long? NewestOpenTime,
    [property: Id(5)] long Repairs);
