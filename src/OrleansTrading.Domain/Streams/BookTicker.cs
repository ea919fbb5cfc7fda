using Orleans;

namespace OrleansTrading.Domain.Streams;

/// <summary>Best bid and ask.</summary>
/// <param name="UpdateId">The venue's book update id; grows.</param>
/// <param name="EventTime">The venue's time, Unix milliseconds.</param>
/// <param name="BidPrice">Quote units.</param>
/// <param name="BidQuantity">Base units.</param>
/// <param name="AskPrice">Quote units.</param>
/// <param name="AskQuantity">Base units.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.BookTicker")]
public readonly record struct BookTicker(
    [property: Id(0)] long UpdateId,
    [property: Id(1)] long EventTime,
    [property: Id(2)] double BidPrice,
    [property: Id(3)] double BidQuantity,
    [property: Id(4)] double AskPrice,
    [property: Id(5)] double AskQuantity);
