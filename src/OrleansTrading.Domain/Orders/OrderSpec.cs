using Orleans;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Domain.Orders;

/// <summary>What is to be traded, already rounded to the instrument's steps. Quantities are in base units, prices in quote units.</summary>
/// <param name="Instrument">The instrument.</param>
/// <param name="Side">Buy or sell.</param>
/// <param name="PositionSide">Which position; <see cref="Orders.PositionSide.Net"/> on a one-way account.</param>
/// <param name="Type">What it waits for.</param>
/// <param name="Quantity">More than 0.</param>
/// <param name="Price">Limit price; for limit types only.</param>
/// <param name="StopPrice">Trigger; for stop and take-profit types, and where a trailing stop is to begin (null: at once).</param>
/// <param name="TrailingPercent">How far the market may come back, percent; for trailing stops only.</param>
/// <param name="TimeInForce">How long it may rest.</param>
/// <param name="ReduceOnly">Never opens or turns a position; the venue cuts it to what is there.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.OrderSpec")]
public sealed record OrderSpec(
    [property: Id(0)] InstrumentId Instrument,
    [property: Id(1)] OrderSide Side,
    [property: Id(2)] PositionSide PositionSide,
    [property: Id(3)] OrderType Type,
    [property: Id(4)] decimal Quantity,
    [property: Id(5)] decimal? Price,
    [property: Id(6)] decimal? StopPrice,
    [property: Id(7)] decimal? TrailingPercent,
    [property: Id(8)] TimeInForce TimeInForce,
    [property: Id(9)] bool ReduceOnly)
{
    /// <summary>Whether it can only take away from a position: told to, or on a hedged account by its side.</summary>
    public bool OnlyReduces => ReduceOnly || this is { PositionSide: PositionSide.Long, Side: OrderSide.Sell } or { PositionSide: PositionSide.Short, Side: OrderSide.Buy };

    /// <summary>Whether it waits at the venue for a trigger before it is an order in the book.</summary>
    public bool IsConditional => Type is not (OrderType.Market or OrderType.Limit);
}
