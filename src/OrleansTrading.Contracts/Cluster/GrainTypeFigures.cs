using Orleans;

namespace OrleansTrading.Contracts.Cluster;

/// <summary>The grains of one class in the whole cluster. Durations are from a call's first turn to its answer, in milliseconds; null when none was timed.</summary>
/// <param name="GrainType">Full name of the class.</param>
/// <param name="Activations">Held in memory.</param>
/// <param name="CallsPerSecond">Calls and timer ticks, over the last minute.</param>
/// <param name="Calls">Since the silos began.</param>
/// <param name="P50">What half of the last minute's calls did not exceed.</param>
/// <param name="P95">What 95 % of them did not exceed.</param>
/// <param name="P99">What 99 % of them did not exceed.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.GrainTypeFigures")]
public sealed record GrainTypeFigures(
    [property: Id(0)] string GrainType,
    [property: Id(1)] int Activations,
    [property: Id(2)] double CallsPerSecond,
    [property: Id(3)] long Calls,
    [property: Id(4)] double? P50,
    [property: Id(5)] double? P95,
    [property: Id(6)] double? P99)
{
    /// <summary>The class without its namespace.</summary>
    public string ShortName => GrainType[(GrainType.LastIndexOf('.') + 1)..];
}
