using System.Diagnostics;
using System.Runtime.InteropServices;
using OrleansTrading.TestKit;

namespace OrleansTrading.Benchmarks.Running;

/// <summary>
/// One benchmark in a process of its own: what one leaves behind in memory is not in another's figures, and one that hangs is ended.
/// </summary>
internal static class BenchmarkProcess
{
    /// <summary>The hidden word by which this program runs one benchmark and writes its result to a file.</summary>
    public const string Word = "run-one";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Runs it, its text going to the console as it comes.</summary>
    /// <param name="filter">Of its parts, only those whose name contains this.</param>
    public static async Task<BenchmarkResult> RunAsync(string name, RunSettings settings, TimeSpan limit, string filter = "")
    {
        await using var directory = new BenchmarkDirectory();
        var begun = Stopwatch.GetTimestamp();
        using var process = Process.Start(StartOf(name, settings, filter, directory))!;
        using var patience = new CancellationTokenSource(limit);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            return await EndAsync(process, name, limit, directory);
        }

        return File.Exists(directory.Result)
            ? (await RunReport.ReadAsync(directory.Result)).Results[0]
            : BenchmarkResult.Failed(name, Stopwatch.GetElapsedTime(begun), $"Its process ended with code {process.ExitCode}.");
    }

    /// <summary>In this process: measures, and writes the result.</summary>
    public static async Task<int> RunHereAsync(Benchmark benchmark, string file, RunSettings settings, string filter = "")
    {
        var report = new Report(benchmark.Name, Console.Out, settings) { Filter = filter };
        var writer = new ResultWriter(benchmark.Name, file, report);
        using var asked = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            // The end is brought by who asks; by itself it would go from a result that is half written.
            signal.Cancel = true;
            writer.TryWriteUnfinished();
        });
        writer.Begin(Calibration.Measure());
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

        writer.TryWrite(failure);
        return failure is null ? 0 : 1;
    }

    public static ProcessStartInfo StartOf(string name, RunSettings settings, string filter, BenchmarkDirectory directory)
    {
        var start = new ProcessStartInfo("dotnet", [HostProcess.PathOf("OrleansTrading.Benchmarks"), Word, name, directory.Result, .. Options(settings, filter)]);
        start.Environment["TMPDIR"] = directory.Path;
        return start;
    }

    /// <summary>First it is asked what it has; then it is ended, with its children. What else it has started ends with the directory.</summary>
    public static async Task<BenchmarkResult> EndAsync(Process process, string name, TimeSpan limit, BenchmarkDirectory directory)
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
            await kill.WaitForExitAsync();
        try
        {
            await Eventually.TrueAsync(() => Task.FromResult(File.Exists(directory.Result) || process.HasExited), Patience);
        }
        catch (TimeoutException)
        {
            // It hangs so that it cannot even tell.
        }

        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        var failure = $"It did not end within its time limit of {limit}";
        return !File.Exists(directory.Result) ? BenchmarkResult.Failed(name, limit, $"{failure}.")
            : (await RunReport.ReadAsync(directory.Result)).Results[0] is var told && told.Failure is { } where ? told with { Failure = $"{failure}: {where}" } : told;
    }

    private static string[] Options(RunSettings settings, string filter) =>
    [
        .. FormattableString.Invariant($"--seed {settings.Seed} --minutes {settings.Minutes} --clients {settings.Clients} --symbols {settings.Symbols}").Split(' '),
        .. filter.Length > 0 ? ["--filter", filter] : Array.Empty<string>(),
    ];
}
