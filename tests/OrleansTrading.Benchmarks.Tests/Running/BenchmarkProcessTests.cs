using OrleansTrading.Benchmarks.Running;
using OrleansTrading.TestKit;

namespace OrleansTrading.Benchmarks.Tests.Running;

public sealed class BenchmarkProcessTests
{
    [Fact]
    public async Task Benchmark_ThatEnds_LeavesItsTextAndFigures()
    {
        var (code, result) = await RunHereAsync(async report =>
        {
            await report.WriteLineAsync("| a | table |");
            report.Add("step", "p50", report.Settings.Seed, "ms", 5);
        });
        code.ShouldBe(0);
        result.Failure.ShouldBeNull();
        result.Text.ShouldBe("| a | table |\n");
        result.Figures.ShouldBe([new Figure("made-up", "step", "p50", 42, "ms", 5)]);
        result.Calibration.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Benchmark_ThatBreaks_LeavesWhatItHadAndWhy()
    {
        var (code, result) = await RunHereAsync(report =>
        {
            report.Add("step", "p50", 1, "ms");
            throw new InvalidOperationException("Nothing was measured.");
        });
        code.ShouldBe(1);
        result.Failure.ShouldBe("InvalidOperationException: Nothing was measured.");
        result.Figures.Count.ShouldBe(1);
    }

    private static async Task<(int Code, BenchmarkResult Result)> RunHereAsync(Func<Report, Task> run)
    {
        using var directory = new TemporaryDirectory();
        var file = Path.Combine(directory.Path, "result.json");
        var code = await BenchmarkProcess.RunHereAsync(new Benchmark("made-up", "Made up", run), file, new RunSettings(Seed: 42));
        return (code, (await RunReport.ReadAsync(file)).Results.ShouldHaveSingleItem());
    }
}
