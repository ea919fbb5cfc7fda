using Orleans;

namespace OrleansTrading.Domain.Streams;

/// <summary>A forced order of a position that could not be kept. It has no id: time, side, price and quantity tell it from others.</summary>
/// <param name="EventTime">The venue's time of the message, Unix milliseconds.</param>
/// <param name="TradeTime">The venue's time of the fill, Unix milliseconds.</param>
/// <param name="IsBuy">True when a short was liquidated: the forced order bought.</param>
/// <param name="Price">Of the order, quote units.</param>
/// <param name="AveragePrice">Of its fills, quote units.</param>
/// <param name="Quantity">Filled, base units.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.Liquidation")]
public readonly record struct Liquidation(
    [property: Id(0)] long EventTime,
    [property: Id(1)] long TradeTime,
    [property: Id(2)] bool IsBuy,
    [property: Id(3)] double Price,
    [property: Id(4)] double AveragePrice,
    [property: Id(5)] double Quantity);
