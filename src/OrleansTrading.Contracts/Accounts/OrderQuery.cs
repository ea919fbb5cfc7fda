using Orleans;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Contracts.Accounts;

/// <summary>Which orders.</summary>
/// <param name="Instrument">Of which instrument; null: of all.</param>
/// <param name="OpenOnly">Only those that have not ended.</param>
/// <param name="BeforeId">Only those that came before this order.</param>
/// <param name="Limit">Most of them wanted.</param>
/// <param name="WithUnbooked">With <paramref name="OpenOnly"/>: those too that have ended and of which executions are still to be booked.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.OrderQuery")]
public sealed record OrderQuery(
    [property: Id(0)] InstrumentId? Instrument,
    [property: Id(1)] bool OpenOnly,
    [property: Id(2)] string? BeforeId,
    [property: Id(3)] int Limit,
    [property: Id(4)] bool WithUnbooked = false);
