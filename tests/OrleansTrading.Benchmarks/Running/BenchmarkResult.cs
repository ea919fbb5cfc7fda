namespace OrleansTrading.Benchmarks.Running;

/// <summary>What came of one benchmark, in a process of its own.</summary>
/// <param name="Name">By which it is asked for.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Calibration">Nanoseconds a step of <see cref="Running.Calibration"/>, measured just before; 0 where it came to nothing.</param>
/// <param name="AllocatedBytes">By the process, everything counted.</param>
/// <param name="PeakBytes">Most memory that the process held.</param>
/// <param name="PauseMilliseconds">How long collections held it up, all together.</param>
/// <param name="Failure">Why there are no figures, or not all; null when all is well.</param>
/// <param name="Text">Its tables, Markdown.</param>
/// <param name="Figures">Its values.</param>
internal sealed record BenchmarkResult(
    string Name, double Seconds, double Calibration, long AllocatedBytes, long PeakBytes, double PauseMilliseconds, string? Failure, string Text,
    IReadOnlyList<Figure> Figures)
{
    public static BenchmarkResult Failed(string name, TimeSpan took, string failure) => new(name, took.TotalSeconds, 0, 0, 0, 0, failure, "", []);
}
