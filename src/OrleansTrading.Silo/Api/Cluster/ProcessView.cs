using OrleansTrading.Contracts.Cluster;

namespace OrleansTrading.Silo.Api.Cluster;

/// <summary>A silo's process. Rates are over the last few seconds.</summary>
/// <param name="Version">Version of the service.</param>
/// <param name="Runtime">Name and version of the .NET runtime.</param>
/// <param name="StartedAt">When the process began, in Unix milliseconds.</param>
/// <param name="Processors">Processors that it may use.</param>
/// <param name="CpuPercent">Processor time used, of all of them together, 0 to 100.</param>
/// <param name="WorkingSetBytes">Memory held in RAM.</param>
/// <param name="HeapBytes">Managed heap after the last collection.</param>
/// <param name="MemoryLimitBytes">Memory that the runtime takes for its limit.</param>
/// <param name="AllocatedBytesPerSecond">Bytes allocated a second.</param>
/// <param name="GcPausePercent">Time that collections held everything up since the process began, percent.</param>
/// <param name="Gen0Collections">Collections of generation 0 since it began; those of higher generations included.</param>
/// <param name="Gen1Collections">Likewise, of generation 1.</param>
/// <param name="Gen2Collections">Likewise, of generation 2.</param>
/// <param name="Threads">Threads of the operating system.</param>
/// <param name="PoolThreads">Threads of the thread pool.</param>
/// <param name="PoolQueue">Work that waits for the thread pool.</param>
internal sealed record ProcessView(
    string Version,
    string Runtime,
    long StartedAt,
    int Processors,
    double CpuPercent,
    long WorkingSetBytes,
    long HeapBytes,
    long MemoryLimitBytes,
    double AllocatedBytesPerSecond,
    double GcPausePercent,
    int Gen0Collections,
    int Gen1Collections,
    int Gen2Collections,
    int Threads,
    int PoolThreads,
    long PoolQueue)
{
    public static ProcessView Of(ProcessFigures figures) => new(
        figures.Version, figures.Runtime, figures.StartedAt, figures.Processors, figures.CpuPercent, figures.WorkingSet, figures.HeapSize,
        figures.MemoryLimit, figures.AllocatedPerSecond, figures.GcPausePercent, figures.Gen0, figures.Gen1, figures.Gen2, figures.Threads,
        figures.PoolThreads, figures.PoolQueue);
}
