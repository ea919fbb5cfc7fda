using Orleans;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Domain.Accounts;

/// <summary>Leverage and margin mode of an instrument, as confirmed by the venue.</summary>
[GenerateSerializer, Immutable, Alias("OrleansTrading.LeverageSet")]
public sealed record LeverageSet(
    long Time,
    [property: Id(0)] InstrumentId Instrument,
    [property: Id(1)] int Leverage,
    [property: Id(2)] MarginMode Mode,
    [property: Id(3)] string By) : AccountEvent(Time);
