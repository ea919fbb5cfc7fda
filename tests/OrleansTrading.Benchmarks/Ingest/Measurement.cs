using System.Diagnostics;

namespace OrleansTrading.Benchmarks.Ingest;

/// <summary>What one way of reading achieved.</summary>
/// <param name="Name">The way of reading.</param>
/// <param name="MessagesPerSecond">Whole messages.</param>
/// <param name="BytesPerMessage">Allocated in the reading process, everything counted.</param>
/// <param name="ReaderCores">Processor time of the reading process over elapsed time.</param>
/// <param name="SimulatorCores">The same of the simulator.</param>
internal sealed record Measurement(string Name, double MessagesPerSecond, double BytesPerMessage, double ReaderCores, double SimulatorCores)
{
    /// <summary>Lets it run warm, then measures for a while.</summary>
    public static async Task<Measurement> TakeAsync(
        string name, Func<long> messages, SimulatorProcess simulator, TimeSpan warmUp, TimeSpan duration, CancellationToken cancellationToken)
    {
        await Task.Delay(warmUp, TimeProvider.System, cancellationToken);
        using var self = Process.GetCurrentProcess();
        var (count, bytes, own, theirs, clock) =
            (messages(), GC.GetTotalAllocatedBytes(precise: true), self.TotalProcessorTime, simulator.CpuTime, Stopwatch.StartNew());
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
            (simulator.CpuTime - theirs).TotalSeconds / seconds);
    }

    public override string ToString() =>
        $"| {Name} | {MessagesPerSecond:N0} | {BytesPerMessage:N2} | {ReaderCores:N2} | {SimulatorCores:N2} |";
}
