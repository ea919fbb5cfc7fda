using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Domain.Risk;

/// <summary>An order as a check sees it.</summary>
/// <param name="Instrument">The instrument.</param>
/// <param name="Bucket">Its correlation bucket.</param>
/// <param name="Side">Buy or sell.</param>
/// <param name="Quantity">Base units.</param>
/// <param name="Price">What it is valued at, quote units.</param>
/// <param name="LimitPrice">Null when it has none.</param>
/// <param name="MarkPrice">Null when none is known.</param>
/// <param name="ReduceOnly">Whether it can only reduce what is there.</param>
/// <param name="Purpose">Why it is made.</param>
/// <param name="StepSize">Smallest quantity step: a reduced order is rounded down to it.</param>
/// <param name="MinQuantity">Smallest quantity that may be sent, after the venue's least quantity and least notional.</param>
public sealed record RiskOrder(
    InstrumentId Instrument, string Bucket, OrderSide Side, decimal Quantity, decimal Price, decimal? LimitPrice, decimal? MarkPrice, bool ReduceOnly,
    OrderPurpose Purpose, decimal StepSize, decimal MinQuantity);
