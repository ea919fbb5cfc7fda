using Orleans;

namespace OrleansTrading.Contracts.Cluster;

/// <summary>A silo at one moment.</summary>
/// <param name="Time">Unix milliseconds.</param>
/// <param name="CpuPercent">Processor time used since the point before, of all processors together, 0 to 100.</param>
/// <param name="WorkingSet">Memory held in RAM, bytes.</param>
/// <param name="CallsPerSecond">Grain calls since the point before.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.SiloPoint")]
public sealed record SiloPoint(
    [property: Id(0)] long Time,
    [property: Id(1)] double CpuPercent,
    [property: Id(2)] long WorkingSet,
    [property: Id(3)] double CallsPerSecond);
