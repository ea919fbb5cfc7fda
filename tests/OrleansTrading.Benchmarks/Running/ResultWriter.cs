using System.Diagnostics;

namespace OrleansTrading.Benchmarks.Running;

/// <summary>Writes the result of one benchmark to a file, once: at its end, or before when it is ended.</summary>
internal sealed class ResultWriter(string benchmark, string file, Report report)
{
    private int _written;
    private double _calibration;
    private long _begun = Stopwatch.GetTimestamp();
    private long _allocated;

    /// <summary>The benchmark begins now.</summary>
    /// <param name="calibration">Measured just before.</param>
    public void Begin(double calibration) => (_calibration, _begun, _allocated) = (calibration, Stopwatch.GetTimestamp(), GC.GetTotalAllocatedBytes());

    /// <returns>Whether it was written; false when it was before.</returns>
    public bool TryWriteUnfinished() => TryWrite($"it had come to '{report.Told.Where}'.");

    /// <param name="failure">Null when all is well.</param>
    /// <returns>Whether it was written; false when it was before.</returns>
    public bool TryWrite(string? failure)
    {
        if (Interlocked.Exchange(ref _written, 1) == 1)
            return false;
        using var self = Process.GetCurrentProcess();
        var (text, figures, _) = report.Told;
        var result = new BenchmarkResult(
            benchmark, Stopwatch.GetElapsedTime(_begun).TotalSeconds, _calibration, GC.GetTotalAllocatedBytes() - _allocated, self.PeakWorkingSet64,
            GC.GetTotalPauseDuration().TotalMilliseconds, failure, text, figures);
        // Who waits for the file finds all of it or none.
        new RunReport(BenchmarkProcess.Word, 0, new Dictionary<string, string>(), report.Settings, [result]).Write($"{file}.part");
        File.Move($"{file}.part", file);
        return true;
    }
}
