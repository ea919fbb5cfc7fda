using Orleans;
using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Contracts.Gaps;

/// <summary>Consecutive candles of one instrument, by the open times of the first and the last, both included, Unix milliseconds.</summary>
[GenerateSerializer, Immutable, Alias("OrleansTrading.GapRange")]
public sealed record GapRange(
    [property: Id(0)] KlineInterval Interval,
    [property: Id(1)] long From,
    [property: Id(2)] long To);
