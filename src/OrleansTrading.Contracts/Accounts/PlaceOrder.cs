using Orleans;
using OrleansTrading.Domain.Guards;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Contracts.Accounts;

/// <summary>An order to be decided: checked, reserved, stored as an intent and sent, or refused.</summary>
/// <remarks>Prices, quantities and values are within <see cref="OrderBounds"/>; so are the prices of the guards.</remarks>
/// <param name="IntentKey">What asks for it, at most 100 characters: the same key gives the same order, whatever else is asked (a differing request with a key that was used is refused).</param>
/// <param name="Purpose">Why.</param>
/// <param name="Instrument">The instrument.</param>
/// <param name="Side">Buy or sell.</param>
/// <param name="PositionSide">Which position; null: the only one, or on a hedged account the one that the side opens (with <paramref name="ReduceOnly"/>: closes).</param>
/// <param name="Type">What it waits for.</param>
/// <param name="Quantity">Base units; exactly one of this and <paramref name="Notional"/>.</param>
/// <param name="Notional">Quote units; becomes a quantity at the limit price or the market, rounded down to the step.</param>
/// <param name="Price">Limit price.</param>
/// <param name="StopPrice">Trigger.</param>
/// <param name="TrailingPercent">Percent.</param>
/// <param name="TimeInForce">How long it may rest.</param>
/// <param name="ReduceOnly">Only takes away from a position.</param>
/// <param name="Guards">What is to protect the position that it opens; null for none.</param>
/// <param name="By">Who asks, for the audit.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.PlaceOrder")]
public sealed record PlaceOrder(
    [property: Id(0)] string IntentKey,
    [property: Id(1)] OrderPurpose Purpose,
    [property: Id(2)] InstrumentId Instrument,
    [property: Id(3)] OrderSide Side,
    [property: Id(4)] PositionSide? PositionSide,
    [property: Id(5)] OrderType Type,
    [property: Id(6)] decimal? Quantity,
    [property: Id(7)] decimal? Notional,
    [property: Id(8)] decimal? Price,
    [property: Id(9)] decimal? StopPrice,
    [property: Id(10)] decimal? TrailingPercent,
    [property: Id(11)] TimeInForce TimeInForce,
    [property: Id(12)] bool ReduceOnly,
    [property: Id(13)] GuardPlan? Guards,
    [property: Id(14)] string By);
