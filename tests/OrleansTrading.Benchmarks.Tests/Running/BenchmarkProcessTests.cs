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

    [Fact]
    public async Task Benchmark_EndedBefore_LeavesWhatItHadAndWhereItWas_Once()
    {
        using var directory = new TemporaryDirectory();
        var file = Path.Combine(directory.Path, "result.json");
        var report = new Report("made-up", TextWriter.Null, new RunSettings());
        var writer = new ResultWriter("made-up", file, report);
        writer.Begin(1.5);
        report.At("a step");
        await report.WriteLineAsync("| a | table |\n|---|---:|\n");
        report.Add("step", "p50", 1, "ms");
        writer.TryWriteUnfinished().ShouldBeTrue();
        writer.TryWrite(null).ShouldBeFalse();
        var result = (await RunReport.ReadAsync(file)).Results.ShouldHaveSingleItem();
        result.Failure.ShouldBe("it had come to '| a | table |'.");
        (result.Text, result.Figures.Count, result.Calibration).ShouldBe(("| a | table |\n|---|---:|\n\n", 1, 1.5));
    }

    [Fact]
    public void Report_WithNothingTold_IsWhereItWasPut()
    {
        var report = new Report("made-up", TextWriter.Null, new RunSettings());
        report.Told.Where.ShouldBe("its beginning");
        report.At("warming");
        report.Told.Where.ShouldBe("warming");
    }

    private static async Task<(int Code, BenchmarkResult Result)> RunHereAsync(Func<Report, Task> run)
    {
        using var directory = new TemporaryDirectory();
        var file = Path.Combine(directory.Path, "result.json");
        var code = await BenchmarkProcess.RunHereAsync(new Benchmark("made-up", "Made up", run), file, new RunSettings(Seed: 42));
        return (code, (await RunReport.ReadAsync(file)).Results.ShouldHaveSingleItem());
    }
}
