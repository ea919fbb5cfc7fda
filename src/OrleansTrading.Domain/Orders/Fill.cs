using Orleans;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Domain.Orders;

/// <summary>One execution: the only thing that moves positions and cash. Known by instrument and trade id; booked once.</summary>
/// <param name="Instrument">The instrument.</param>
/// <param name="TradeId">The venue's id of the execution, unique for the instrument.</param>
/// <param name="OrderId">Our id of the order; null when it is not ours.</param>
/// <param name="VenueOrderId">The venue's id of the order.</param>
/// <param name="Side">Buy or sell.</param>
/// <param name="PositionSide">Which position it moves.</param>
/// <param name="Price">Quote units for a base unit.</param>
/// <param name="Quantity">Base units, more than 0.</param>
/// <param name="Fee">Paid, in <paramref name="FeeAsset"/>; negative when it was a rebate.</param>
/// <param name="FeeAsset">What the fee was paid in.</param>
/// <param name="IsMaker">Whether the order was resting.</param>
/// <param name="Time">The venue's time, Unix milliseconds.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.Fill")]
public sealed record Fill(
    [property: Id(0)] InstrumentId Instrument,
    [property: Id(1)] string TradeId,
    [property: Id(2)] string? OrderId,
    [property: Id(3)] string? VenueOrderId,
    [property: Id(4)] OrderSide Side,
    [property: Id(5)] PositionSide PositionSide,
    [property: Id(6)] decimal Price,
    [property: Id(7)] decimal Quantity,
    [property: Id(8)] decimal Fee,
    [property: Id(9)] string FeeAsset,
    [property: Id(10)] bool IsMaker,
    [property: Id(11)] long Time)
{
    /// <summary>Plus for a buy, minus for a sell.</summary>
    public decimal SignedQuantity => Side == OrderSide.Buy ? Quantity : -Quantity;
}
