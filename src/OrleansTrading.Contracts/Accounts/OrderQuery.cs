using Orleans;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Contracts.Accounts;

/// <summary>Which orders.</summary>
[GenerateSerializer, Immutable, Alias("OrleansTrading.OrderQuery")]
public sealed record OrderQuery(
    [property: Id(0)] InstrumentId? Instrument,
    [property: Id(1)] bool OpenOnly,
    [property: Id(2)] string? BeforeId,
    [property: Id(3)] int Limit);
