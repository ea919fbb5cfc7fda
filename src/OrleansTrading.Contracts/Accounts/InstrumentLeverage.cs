using Orleans;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Contracts.Accounts;

/// <summary>Leverage and margin mode of an instrument.</summary>
[GenerateSerializer, Immutable, Alias("OrleansTrading.InstrumentLeverage")]
public sealed record InstrumentLeverage(
    [property: Id(0)] InstrumentId Instrument,
    [property: Id(1)] int Leverage,
    [property: Id(2)] MarginMode Mode);
