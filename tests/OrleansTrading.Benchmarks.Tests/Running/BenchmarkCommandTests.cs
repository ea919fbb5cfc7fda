using OrleansTrading.Benchmarks.Running;
using OrleansTrading.TestKit;

namespace OrleansTrading.Benchmarks.Tests.Running;

public sealed class BenchmarkCommandTests
{
    /// <summary>Minutes in which no process has begun to measure.</summary>
    private const string NoTime = "0.001";

    [Fact]
    public async Task List_NamesEveryBenchmarkScenarioAndCommand()
    {
        var (code, output) = await RunAsync("--list");
        code.ShouldBe(0);
        var names = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]);
        names.ShouldBe([.. Benchmark.FindAll().Select(benchmark => benchmark.Name), .. Scenario.All.Select(scenario => scenario.Name), "compare", "chaos"]);
    }

    [Fact]
    public void Benchmarks_AllOfThem_HaveANameAndATitle()
    {
        var all = Benchmark.FindAll();
        all.Count.ShouldBeGreaterThan(10);
        all.Select(benchmark => benchmark.Name).ShouldBeUnique();
        all.ShouldAllBe(benchmark => benchmark.Name.All(letter => letter == '-' || char.IsAsciiLetterLower(letter)) && benchmark.Title.Contains(' '));
    }

    [Fact]
    public void Choose_NothingNamed_IsEverything() => BenchmarkCommand.Choose([], "").ShouldBe(Benchmark.FindAll().Select(benchmark => benchmark.Name));

    [Fact]
    public void Choose_Filter_IsAPartOfTheNameInAnyCase() => BenchmarkCommand.Choose([], "GRAIN").ShouldBe(["grain-call"]);

    [Fact]
    public void Choose_NamedAndFiltered_IsBoth()
    {
        BenchmarkCommand.Choose(["scan", "load"], "").ShouldBe(["load", "scan"]);
        BenchmarkCommand.Choose(["scan", "load"], "oa").ShouldBe(["load"]);
    }

    [Fact]
    public async Task Filter_ThatNothingMatches_IsAnErrorThatSaysSo()
    {
        var (code, output) = await RunAsync("--filter", "nowhere");
        code.ShouldBe(1);
        output.ShouldContain("'nowhere'");
    }

    [Fact]
    public void Choose_Filter_FindsPartsOfBenchmarks()
    {
        BenchmarkCommand.Choose([], "Book update").ShouldBe(["components"]);
        Benchmark.FilterOfParts("components", "Book update").ShouldBe("Book update");
        Benchmark.FilterOfParts("components", "COMPO").ShouldBeEmpty();
    }

    [Fact]
    public async Task ScenarioFilter_ThatNothingMatches_IsAnErrorThatSaysWhatThereIs()
    {
        var (code, output) = await RunAsync("smoke", "--filter", "parquet");
        code.ShouldBe(1);
        output.ShouldStartWith("Nothing of 'smoke', which is components, trading, indicators, load, has a name, or a part with a name, that contains 'parquet'");
    }

    [Fact]
    public async Task ScenarioFilter_OfOneBenchmark_RunsThatAlone()
    {
        var (code, output) = await RunAsync("smoke", "--filter", "indic", "--time-limit", NoTime);
        code.ShouldBe(1);
        output.ShouldContain("| indicators | 0 s |");
        output.ShouldNotContain("| load |");
        output.ShouldNotContain("| trading |");
    }

    [Fact]
    public async Task Name_ThatNothingHas_IsAnErrorThatSaysWhatThereIs()
    {
        var (code, output) = await RunAsync("scna");
        code.ShouldBe(1);
        output.ShouldContain("'scan'");
    }

    [Fact]
    public async Task TimeLimit_Passed_EndsTheBenchmarkAndIsToldInEveryReport()
    {
        using var directory = new TemporaryDirectory();
        var (json, markdown) = (Path.Combine(directory.Path, "report.json"), Path.Combine(directory.Path, "report.md"));
        var (code, output) = await RunAsync("parquet", "--time-limit", NoTime, "--json", json, "--markdown", markdown);
        code.ShouldBe(1);
        output.ShouldContain("| parquet | 0 s | 0 MB | 0 MB | 0 ms | **failed**: It did not end within its time limit of 00:00:00.0600000. |");
        var report = await RunReport.ReadAsync(json);
        report.Results.ShouldHaveSingleItem().Failure.ShouldNotBeNull().ShouldStartWith("It did not end within its time limit");
        report.Command.ShouldStartWith("parquet --time-limit");
        report.Machine.Keys.ShouldBe(["processor", "memory", "system", "runtime", "commit"]);
        var text = await File.ReadAllTextAsync(markdown, TestContext.Current.CancellationToken);
        text.ShouldStartWith("# Benchmarks");
        text.ShouldContain("**failed**");
    }

    [Fact]
    public async Task Baseline_ThatIsNoReport_IsAnErrorThatNamesTheFile()
    {
        using var directory = new TemporaryDirectory();
        var path = Path.Combine(directory.Path, "baseline.json");
        await File.WriteAllTextAsync(path, "{}", TestContext.Current.CancellationToken);
        var (code, output) = await RunAsync("parquet", "--baseline", path, "--time-limit", NoTime);
        code.ShouldBe(1);
        output.ShouldContain(path);
    }

    [Fact]
    public async Task Baseline_OfOtherSettings_IsRefused()
    {
        using var directory = new TemporaryDirectory();
        var path = Path.Combine(directory.Path, "baseline.json");
        await Runs.Of(1, Runs.Time(1)).WriteAsync(path);
        var (code, output) = await RunAsync("parquet", "--seed", "8", "--baseline", path, "--time-limit", NoTime);
        code.ShouldBe(1);
        output.ShouldContain("Seed = 7");
        output.ShouldContain("Seed = 8");
    }

    private static async Task<(int Code, string Output)> RunAsync(params string[] words)
    {
        using var output = new StringWriter();
        var code = await BenchmarkCommand.RunAsync(words, output);
        return (code, output.ToString());
    }
}
