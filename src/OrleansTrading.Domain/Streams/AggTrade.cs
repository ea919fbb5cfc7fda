using Orleans;

namespace OrleansTrading.Domain.Streams;

/// <summary>Fills of one taker order at one price.</summary>
/// <param name="Id">The venue's aggregate trade id; contiguous per instrument.</param>
/// <param name="EventTime">The venue's time, Unix milliseconds.</param>
/// <param name="Price">Quote units.</param>
/// <param name="Quantity">Base units.</param>
/// <param name="IsBuyerMaker">True when the seller was the aggressor.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.AggTrade")]
public readonly record struct AggTrade(
    [property: Id(0)] long Id,
    [property: Id(1)] long EventTime,
    [property: Id(2)] double Price,
    [property: Id(3)] double Quantity,
    [property: Id(4)] bool IsBuyerMaker);
