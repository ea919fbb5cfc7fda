using System.Diagnostics;
using OrleansTrading.TestKit;

namespace OrleansTrading.Benchmarks.Running;

/// <summary>
/// One benchmark in a process of its own: what one leaves behind in memory is not in another's figures, and one that hangs is ended.
/// </summary>
internal static class BenchmarkProcess
{
    /// <summary>The hidden word by which this program runs one benchmark and writes its result to a file.</summary>
    public const string Word = "run-one";

    /// <summary>Runs it, its text going to the console as it comes.</summary>
    public static async Task<BenchmarkResult> RunAsync(string name, RunSettings settings, TimeSpan limit)
    {
        using var directory = new TemporaryDirectory();
        var file = Path.Combine(directory.Path, "result.json");
        var begun = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo("dotnet", [HostProcess.PathOf("OrleansTrading.Benchmarks"), Word, name, file, .. Options(settings)]))!;
        using var patience = new CancellationTokenSource(limit);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            await EndAsync(process);
            return BenchmarkResult.Failed(name, limit, $"It did not end within its time limit of {limit}.");
        }

        return File.Exists(file)
            ? (await RunReport.ReadAsync(file)).Results[0]
            : BenchmarkResult.Failed(name, Stopwatch.GetElapsedTime(begun), $"Its process ended with code {process.ExitCode}.");
    }

    /// <summary>In this process: measures, and writes the result.</summary>
    public static async Task<int> RunHereAsync(Benchmark benchmark, string file, RunSettings settings)
    {
        var report = new Report(benchmark.Name, Console.Out, settings);
        var calibration = Calibration.Measure();
        var (begun, allocated) = (Stopwatch.GetTimestamp(), GC.GetTotalAllocatedBytes());
        string? failure = null;
        try
        {
            await benchmark.RunAsync(report);
        }
        catch (Exception exception)
        {
            failure = $"{exception.GetType().Name}: {exception.Message}";
            await Console.Error.WriteLineAsync($"{benchmark.Name}: {exception}");
        }

        using var self = Process.GetCurrentProcess();
        var result = new BenchmarkResult(
            benchmark.Name, Stopwatch.GetElapsedTime(begun).TotalSeconds, calibration, GC.GetTotalAllocatedBytes() - allocated, self.PeakWorkingSet64,
            GC.GetTotalPauseDuration().TotalMilliseconds, failure, report.Text, report.Figures);
        await new RunReport(Word, 0, new Dictionary<string, string>(), settings, [result]).WriteAsync(file);
        return failure is null ? 0 : 1;
    }

    private static string[] Options(RunSettings settings) => FormattableString.Invariant(
        $"--seed {settings.Seed} --minutes {settings.Minutes} --clients {settings.Clients} --symbols {settings.Symbols}").Split(' ');

    /// <summary>First it is asked, so that servers that it has started end with it.</summary>
    private static async Task EndAsync(Process process)
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
            await kill.WaitForExitAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }
}
