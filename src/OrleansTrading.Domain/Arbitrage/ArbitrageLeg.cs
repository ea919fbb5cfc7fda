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
    /// <summary>The smallest order that can close some of it at the market, base units; 0 where that is not known.</summary>
    [Id(4)] public decimal SmallestOrder { get; init; }

    /// <summary>Whether an account that has so much has too little for the leg: less by an order. Remainders are no sign of anything.</summary>
    /// <param name="held">What the account has on the leg's side, base units.</param>
    public bool IsMissing(decimal held) => Held > held && Held - held >= SmallestOrder;

    /// <summary>Books what an order of this leg has traded.</summary>
    public ArbitrageLeg Book(OrderSide side, decimal quantity, decimal value) =>
        this with { Held = side == Side ? Held + quantity : Held - quantity, Cash = side == OrderSide.Buy ? Cash - value : Cash + value };
}
