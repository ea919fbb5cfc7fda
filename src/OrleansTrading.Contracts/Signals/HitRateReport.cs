using System.Collections.Immutable;
using Orleans;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Contracts.Signals;

/// <summary>How often signals reached their target.</summary>
/// <param name="Total">All that were asked for.</param>
/// <param name="Bands">Those of each score band that has any, weakest first.</param>
/// <param name="Intervals">Those of each interval that has any, shortest first.</param>
/// <param name="Directions">Those of each direction that has any.</param>
/// <param name="Since">When the oldest that was counted was made, Unix milliseconds; null when there is none.</param>
/// <param name="IsCut">Whether there are older ones that were not counted, because there are too many.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.HitRateReport")]
public sealed record HitRateReport(
    [property: Id(0)] HitRate Total,
    [property: Id(1)] ImmutableArray<BandRate> Bands,
    [property: Id(2)] ImmutableArray<IntervalRate> Intervals,
    [property: Id(3)] ImmutableArray<DirectionRate> Directions,
    [property: Id(4)] long? Since,
    [property: Id(5)] bool IsCut);
