using System.Diagnostics;

namespace OrleansTrading.Benchmarks.Ingest;

/// <summary>What one way of reading achieved.</summary>
/// <param name="Name">The way of reading.</param>
/// <param name="MessagesPerSecond">Whole messages.</param>
/// <param name="BytesPerMessage">Allocated in the reading process, everything counted; null where that is not known.</param>
/// <param name="ReaderCores">Processor time of the reading process over elapsed time.</param>
/// <param name="SimulatorCores">The same of the simulator; null where that is not known.</param>
/// <param name="ClosedPerSecond">Candles that closed in the reader, where it keeps any.</param>
internal sealed record Measurement(
    string Name, double MessagesPerSecond, double? BytesPerMessage, double ReaderCores, double? SimulatorCores, double ClosedPerSecond)
{
    /// <summary>Lets it run warm, then measures for a while.</summary>
    public static async Task<Measurement> TakeAsync(
        string name, Func<long> messages, SimulatorProcess simulator, TimeSpan warmUp, TimeSpan duration,
        CancellationToken cancellationToken, Func<long>? closed = null)
    {
        await Task.Delay(warmUp, TimeProvider.System, cancellationToken);
        using var self = Process.GetCurrentProcess();
        var (count, closedBefore, bytes, own, theirs, clock) =
            (messages(), closed?.Invoke() ?? 0, GC.GetTotalAllocatedBytes(precise: true), self.TotalProcessorTime, simulator.CpuTime, Stopwatch.StartNew());
        await Task.Delay(duration, TimeProvider.System, cancellationToken);
        var seconds = clock.Elapsed.TotalSeconds;
        var read = messages() - count;
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        self.Refresh();
        return new Measurement(
            name,
            read / seconds,
            (double)allocated / read,
            (self.TotalProcessorTime - own).TotalSeconds / seconds,
            (simulator.CpuTime - theirs).TotalSeconds / seconds,
            ((closed?.Invoke() ?? 0) - closedBefore) / seconds);
    }

    /// <summary>The run of median rate.</summary>
    public static Measurement Middle(IReadOnlyList<Measurement> runs) => runs.OrderBy(run => run.MessagesPerSecond).ElementAt(runs.Count / 2);

    /// <summary>The run of median rate as a row of the table, with the extremes.</summary>
    public static string Row(IReadOnlyList<Measurement> runs)
    {
        var sorted = runs.OrderBy(run => run.MessagesPerSecond).ToList();
        var middle = Middle(runs);
        return $"| {middle.Name} | {middle.MessagesPerSecond:N0} | {sorted[0].MessagesPerSecond:N0} | {sorted[^1].MessagesPerSecond:N0} "
            + $"| {middle.BytesPerMessage:N2} | {middle.ReaderCores:N2} | {middle.SimulatorCores:N2} |";
    }
}
