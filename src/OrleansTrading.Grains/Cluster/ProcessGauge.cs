using System.Reflection;
using System.Runtime.InteropServices;
using OrleansTrading.Contracts.Cluster;

namespace OrleansTrading.Grains.Cluster;

/// <summary>Looks at this process. Rates are from one look to the next.</summary>
internal sealed class ProcessGauge(TimeProvider time)
{
    private readonly string _version = Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
    private readonly DateTimeOffset _startedAt = Started();
    private long _lookedAt = time.GetTimestamp();
    private TimeSpan _cpu = Environment.CpuUsage.TotalTime;
    private long _allocated = GC.GetTotalAllocatedBytes();

    public ProcessFigures Look()
    {
        var (cpu, allocated, elapsed) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(), time.GetElapsedTime(_lookedAt).TotalSeconds);
        var memory = GC.GetGCMemoryInfo();
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        var figures = new ProcessFigures(
            _version,
            RuntimeInformation.FrameworkDescription,
            _startedAt.ToUnixTimeMilliseconds(),
            Environment.ProcessorCount,
            elapsed > 0 ? Math.Clamp((cpu - _cpu).TotalSeconds / elapsed / Environment.ProcessorCount * 100, 0, 100) : 0,
            Environment.WorkingSet,
            memory.HeapSizeBytes > 0 ? memory.HeapSizeBytes : GC.GetTotalMemory(false),
            memory.TotalAvailableMemoryBytes,
            elapsed > 0 ? (allocated - _allocated) / elapsed : 0,
            memory.PauseTimePercentage,
            GC.CollectionCount(0),
            GC.CollectionCount(1),
            GC.CollectionCount(2),
            process.Threads.Count,
            ThreadPool.ThreadCount,
            ThreadPool.PendingWorkItemCount);
        (_cpu, _allocated, _lookedAt) = (cpu, allocated, time.GetTimestamp());
        return figures;
    }

    private static DateTimeOffset Started()
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return process.StartTime;
    }
}
