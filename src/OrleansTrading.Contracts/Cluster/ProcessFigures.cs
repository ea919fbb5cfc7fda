using Orleans;

namespace OrleansTrading.Contracts.Cluster;

/// <summary>A silo's process. Rates are over the time since the report before, a few seconds.</summary>
/// <param name="Version">Of the service.</param>
/// <param name="Runtime">Name and version of the .NET runtime.</param>
/// <param name="StartedAt">When the process began, Unix milliseconds.</param>
/// <param name="Processors">Processors that it may use.</param>
/// <param name="CpuPercent">Processor time used, of all of them together, 0 to 100.</param>
/// <param name="WorkingSet">Memory held in RAM, bytes.</param>
/// <param name="HeapSize">Managed heap after the last collection, bytes.</param>
/// <param name="MemoryLimit">Memory that the runtime takes for its limit, bytes.</param>
/// <param name="AllocatedPerSecond">Bytes a second.</param>
/// <param name="GcPausePercent">Time that collections held everything up since the process began, percent.</param>
/// <param name="Gen0">Collections of generation 0 since it began; those of higher generations included.</param>
/// <param name="Gen1">Likewise, of generation 1.</param>
/// <param name="Gen2">Likewise, of generation 2.</param>
/// <param name="Threads">Threads of the operating system.</param>
/// <param name="PoolThreads">Threads of the thread pool.</param>
/// <param name="PoolQueue">Work that waits for the thread pool.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.ProcessFigures")]
public sealed record ProcessFigures(
    [property: Id(0)] string Version,
    [property: Id(1)] string Runtime,
    [property: Id(2)] long StartedAt,
    [property: Id(3)] int Processors,
    [property: Id(4)] double CpuPercent,
    [property: Id(5)] long WorkingSet,
    [property: Id(6)] long HeapSize,
    [property: Id(7)] long MemoryLimit,
    [property: Id(8)] double AllocatedPerSecond,
    [property: Id(9)] double GcPausePercent,
    [property: Id(10)] int Gen0,
    [property: Id(11)] int Gen1,
    [property: Id(12)] int Gen2,
    [property: Id(13)] int Threads,
    [property: Id(14)] int PoolThreads,
    [property: Id(15)] long PoolQueue);
