using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Domain.Arbitrage;

/// <summary>An order of an execution.</summary>
/// <param name="IntentKey">The same for the same order however often it is asked for.</param>
/// <param name="Instrument">What is traded.</param>
/// <param name="Side">Which way.</param>
/// <param name="Quantity">Base units.</param>
/// <param name="LimitPrice">Immediate-or-cancel at this price; null: at the market, reducing only.</param>
/// <param name="Purpose">Why.</param>
public sealed record ArbitrageOrder(string IntentKey, InstrumentId Instrument, OrderSide Side, decimal Quantity, decimal? LimitPrice, OrderPurpose Purpose);
