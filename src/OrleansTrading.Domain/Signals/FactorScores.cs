using Orleans;

namespace OrleansTrading.Domain.Signals;

/// <summary>
/// What each factor says, 0 (wholly for a fall) through 50 (neither) to 100 (wholly for a rise). Null where the data for it is absent;
/// such a factor takes no part in the score.
/// </summary>
[GenerateSerializer, Immutable, Alias("OrleansTrading.FactorScores")]
public readonly record struct FactorScores(
    [property: Id(0)] double? Trend,
    [property: Id(1)] double? Momentum,
    [property: Id(2)] double? Volume,
    [property: Id(3)] double? Volatility,
    [property: Id(4)] double? OrderFlow,
    [property: Id(5)] double? RelativeStrength,
    [property: Id(6)] double? Funding,
    [property: Id(7)] double? OpenInterest);
