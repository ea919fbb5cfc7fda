using System.Collections.Immutable;
using Orleans;

namespace OrleansTrading.Contracts.Cluster;

/// <summary>The calls that reached grains of one class on one silo.</summary>
/// <param name="GrainType">Full name of the grain's class.</param>
/// <param name="Total">Calls and timer ticks since the process began.</param>
/// <param name="PerSecond">Over the last minute.</param>
/// <param name="FirstBucket">The bucket of <see cref="Domain.Cluster.LatencyBuckets"/> that <paramref name="Timed"/> begins with.</param>
/// <param name="Timed">Timed calls of the last minute by bucket, from the call's first turn to its answer; buckets further up hold none.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.CallFigures")]
public sealed record CallFigures(
    [property: Id(0)] string GrainType,
    [property: Id(1)] long Total,
    [property: Id(2)] double PerSecond,
    [property: Id(3)] int FirstBucket,
    [property: Id(4)] ImmutableArray<long> Timed);
