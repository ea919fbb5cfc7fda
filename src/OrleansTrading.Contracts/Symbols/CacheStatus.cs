using System.Collections.Immutable;
using Orleans;

namespace OrleansTrading.Contracts.Symbols;

/// <summary>What one symbol holds in memory and how well that serves.</summary>
/// <param name="Bytes">Bytes of the arrays that hold its candles.</param>
/// <param name="Hits">Questions for candles and readings that memory alone has answered since the symbol was activated.</param>
/// <param name="Misses">Those that took the store or the venue.</param>
/// <param name="Intervals">Each interval, shortest first.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.CacheStatus")]
public sealed record CacheStatus(
    [property: Id(0)] long Bytes,
    [property: Id(1)] long Hits,
    [property: Id(2)] long Misses,
    [property: Id(3)] ImmutableArray<IntervalCache> Intervals);
