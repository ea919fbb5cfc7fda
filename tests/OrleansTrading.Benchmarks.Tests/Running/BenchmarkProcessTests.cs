using System.Diagnostics;
using System.Globalization;
using OrleansTrading.Benchmarks.Running;
using OrleansTrading.TestKit;

namespace OrleansTrading.Benchmarks.Tests.Running;

public sealed class BenchmarkProcessTests
{
    /// <summary>What it tells first, when its database server runs; much is left to do.</summary>
    private const string Heading = "## Candles in PostgreSQL";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

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
    public async Task Process_EndedInTheMiddle_LeavesWhatItToldAndWhereItWas_AndNoServerAndNoFiles()
    {
        await using var directory = new BenchmarkDirectory();
        var start = BenchmarkProcess.StartOf("candle-writes", new RunSettings(), "", directory);
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        try
        {
            await HeadingAsync(process);
            var server = ServerIn(directory);
            server.LinkTarget.ShouldNotBeNull().ShouldEndWith("postgres");
            var result = await BenchmarkProcess.EndAsync(process, "candle-writes", Patience, directory);
            result.Failure.ShouldNotBeNull().ShouldStartWith($"It did not end within its time limit of {Patience}: it had come to '");
            result.Text.ShouldStartWith(Heading);
            result.Seconds.ShouldBeGreaterThan(0);
            await directory.DisposeAsync();
            Directory.Exists(directory.Path).ShouldBeFalse();
            await Eventually.TrueAsync(() => Task.FromResult(new FileInfo(server.FullName).LinkTarget is null), Patience);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    [Fact]
    public void Report_WithNothingTold_IsWhereItWasPut()
    {
        var report = new Report("made-up", TextWriter.Null, new RunSettings());
        report.Told.Where.ShouldBe("its beginning");
        report.At("warming");
        report.Told.Where.ShouldBe("warming");
    }

    private static async Task HeadingAsync(Process process)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        string? line;
        do
            line = await process.StandardOutput.ReadLineAsync(patience.Token);
        while (line is not (null or Heading));
        line.ShouldNotBeNull("It ended before it measured.");
    }

    /// <summary>The link to the program of the server that runs; one that has ended has none.</summary>
    private static FileInfo ServerIn(BenchmarkDirectory directory)
    {
        var file = Directory.GetFiles(directory.Path, "postmaster.pid", SearchOption.AllDirectories).ShouldHaveSingleItem();
        return new FileInfo($"/proc/{int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture)}/exe");
    }

    private static async Task<(int Code, BenchmarkResult Result)> RunHereAsync(Func<Report, Task> run)
    {
        using var directory = new TemporaryDirectory();
        var file = Path.Combine(directory.Path, "result.json");
        var code = await BenchmarkProcess.RunHereAsync(new Benchmark("made-up", "Made up", run), file, new RunSettings(Seed: 42));
        return (code, (await RunReport.ReadAsync(file)).Results.ShouldHaveSingleItem());
    }
}
