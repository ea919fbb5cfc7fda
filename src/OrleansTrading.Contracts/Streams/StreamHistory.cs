using System.Collections.Immutable;
using Orleans;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Contracts.Streams;

/// <summary>What the streams of one instrument went through.</summary>
/// <param name="Instrument">Whose streams.</param>
/// <param name="From">First moment asked for, Unix milliseconds.</param>
/// <param name="To">Last moment asked for, Unix milliseconds.</param>
/// <param name="Transitions">Oldest first; for each kind the last one before <paramref name="From"/> too, when it is known.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.StreamHistory")]
public sealed record StreamHistory(
    [property: Id(0)] InstrumentId Instrument,
    [property: Id(1)] long From,
    [property: Id(2)] long To,
    [property: Id(3)] ImmutableArray<StreamTransition> Transitions);
