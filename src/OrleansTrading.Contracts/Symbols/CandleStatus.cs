using System.Collections.Immutable;
using Orleans;

namespace OrleansTrading.Contracts.Symbols;

/// <summary>What one symbol holds in memory.</summary>
[GenerateSerializer, Immutable, Alias("OrleansTrading.CandleStatus")]
public sealed record CandleStatus([property: Id(0)] ImmutableArray<IntervalStatus> Intervals);
