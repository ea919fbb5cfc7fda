using Orleans;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Contracts.Signals;

/// <param name="Interval">Length of a candle.</param>
/// <param name="Rate">Of its signals.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.IntervalRate")]
public sealed record IntervalRate([property: Id(0)] KlineInterval Interval, [property: Id(1)] HitRate Rate);
