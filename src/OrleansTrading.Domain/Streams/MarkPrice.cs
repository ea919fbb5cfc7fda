using Orleans;

namespace OrleansTrading.Domain.Streams;

/// <summary>Mark and index price and the funding that is due.</summary>
/// <param name="EventTime">The venue's time, Unix milliseconds.</param>
/// <param name="Price">Mark price, quote units.</param>
/// <param name="IndexPrice">Index price, quote units.</param>
/// <param name="FundingRate">The next payment as a fraction of notional; positive: longs pay.</param>
/// <param name="NextFundingTime">Unix milliseconds.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.MarkPrice")]
public readonly record struct MarkPrice(
    [property: Id(0)] long EventTime,
    [property: Id(1)] double Price,
    [property: Id(2)] double IndexPrice,
    [property: Id(3)] double FundingRate,
    [property: Id(4)] long NextFundingTime);
