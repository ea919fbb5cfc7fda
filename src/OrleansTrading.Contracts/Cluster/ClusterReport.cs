using System.Collections.Immutable;
using Orleans;

namespace OrleansTrading.Contracts.Cluster;

/// <summary>All silos and what they hold.</summary>
/// <param name="ClusterId">The cluster that the silos form.</param>
/// <param name="Time">When it was gathered, Unix milliseconds.</param>
/// <param name="Silos">Sorted by name, those that are gone after the others.</param>
/// <param name="GrainTypes">Grains by class, over all silos, sorted by class.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.ClusterReport")]
public sealed record ClusterReport(
    [property: Id(0)] string ClusterId,
    [property: Id(1)] long Time,
    [property: Id(2)] ImmutableArray<SiloStanding> Silos,
    [property: Id(3)] ImmutableArray<GrainTypeFigures> GrainTypes);
