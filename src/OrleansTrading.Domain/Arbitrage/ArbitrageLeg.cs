using Orleans;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Domain.Arbitrage;

/// <summary>One side of an execution.</summary>
/// <param name="Instrument">What is traded.</param>
/// <param name="Side">Which way it was entered.</param>
/// <param name="Held">Base units that are held now.</param>
/// <param name="Cash">Quote units received (plus) and paid (minus) so far, before fees.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.ArbitrageLeg")]
public sealed record ArbitrageLeg(
    [property: Id(0)] InstrumentId Instrument, [property: Id(1)] OrderSide Side, [property: Id(2)] decimal Held, [property: Id(3)] decimal Cash)
{
    /// <summary>Books what an order of this leg has traded.</summary>
    public ArbitrageLeg Book(OrderSide side, decimal quantity, decimal value) =>
        this with { Held = side == Side ? Held + quantity : Held - quantity, Cash = side == OrderSide.Buy ? Cash - value : Cash + value };
}
