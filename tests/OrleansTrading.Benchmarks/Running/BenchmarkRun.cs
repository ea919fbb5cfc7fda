using System.CommandLine;
using OrleansTrading.Benchmarks.Scaling;
using static OrleansTrading.Benchmarks.Running.CommandOptions;

namespace OrleansTrading.Benchmarks.Running;

/// <summary>Benchmarks one after the other, and what came of all of them: on the console, in the files that were asked for, in the exit code.</summary>
/// <param name="Command">The words of the command line.</param>
/// <param name="Names">Of the benchmarks.</param>
/// <param name="Settings">The same for each.</param>
internal sealed record BenchmarkRun(string Command, IReadOnlyList<string> Names, RunSettings Settings)
{
    private const int Failed = 1;
    private const int Regressed = 3;

    /// <summary>A table of its own before that of the targets.</summary>
    public Func<RunReport, string>? Table { get; init; }

    /// <summary>Of benchmarks whose own name does not contain it, only the parts that do; empty for all.</summary>
    public string Filter { get; init; } = "";

    public async Task<int> RunAsync(ParseResult parsed)
    {
        var (output, baseline) = (parsed.InvocationConfiguration.Output, (RunReport?)null);
        try
        {
            baseline = parsed.GetValue(CommandOptions.Baseline) is { } path ? await RunReport.ReadAsync(path) : null;
            if (baseline is not null && baseline.Settings != Settings)
                throw new InvalidDataException($"It was measured with {baseline.Settings}; expected those of this run, {Settings}.");
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync($"--baseline: {exception.Message}");
            return Failed;
        }

        var (machine, results) = (await MachineDescription.ReadAsync(), new List<BenchmarkResult>());
        var startedAt = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        await output.WriteLineAsync(MachineDescription.ToMarkdown(machine));
        foreach (var name in Names)
            results.Add(await BenchmarkProcess.RunAsync(name, Settings, LimitOf(name, parsed), Benchmark.FilterOfParts(name, Filter)));
        var report = new RunReport(Command, startedAt, machine, Settings, results);
        var isWorse = baseline is not null && Baseline.Compare(report, baseline).Any(pair => pair.Worse > 1 + Baseline.Tolerance);
        var end = (Table is null ? "" : Table(report) + "\n") + TargetTable.Of(report) + (baseline is null ? "" : "\n" + Baseline.ToMarkdown(report, baseline));
        await output.WriteLineAsync(end);
        if (parsed.GetValue(Json) is { } json)
            await report.WriteAsync(json);
        if (parsed.GetValue(Markdown) is { } markdown)
            await File.WriteAllTextAsync(markdown, $"{MachineDescription.ToMarkdown(machine)}\n{string.Concat(results.Select(result => result.Text + "\n"))}{end}");
        if (parsed.GetValue(Plot) is { } plot)
            await File.WriteAllTextAsync(plot, ScalePlot.Of(report.Figures));
        return results.Any(result => result.Failure is not null) ? Failed : isWorse ? Regressed : 0;
    }

    /// <summary>What lasts as long as it is told to gets its time besides.</summary>
    private TimeSpan LimitOf(string name, ParseResult parsed) =>
        TimeSpan.FromMinutes(parsed.GetValue(Limit) + (name is Scenario.LoadName or ScaleBenchmark.Name ? Settings.Minutes : 0));
}
