using OrleansTrading.Benchmarks.Running;
using static OrleansTrading.Benchmarks.Tests.Running.Runs;

namespace OrleansTrading.Benchmarks.Tests.Running;

public sealed class TargetTableTests
{
    [Fact]
    public void Table_Kept_SaysSoBesideTheTarget()
    {
        var table = TargetTable.Of(Of(1, Time(4, 5), Rate(2_000, 1_000)));
        table.ShouldStartWith("## Targets: 2 of 2 kept");
        table.ShouldContain("| one | step, p50 | 4 ms | at most 5 ms | kept |");
        table.ShouldContain("| one | rows, rate | 2,000 rows/s | at least 1,000 rows/s | kept |");
    }

    [Fact]
    public void Table_Missed_SaysByHowMuch()
    {
        var table = TargetTable.Of(Of(1, Time(6, 5), Rate(800, 1_000), Bytes(64)));
        table.ShouldStartWith("## Targets: 0 of 2 kept");
        table.ShouldContain("| at most 5 ms | **missed by 20 %** |");
        table.ShouldContain("| at least 1,000 rows/s | **missed by 25 %** |");
        table.ShouldNotContain("64");
    }

    [Fact]
    public void Table_AtTheTarget_IsKept() => TargetTable.Of(Of(1, Time(5, 5), Rate(1_000, 1_000), Bytes(0, 0))).ShouldStartWith("## Targets: 3 of 3 kept");

    [Fact]
    public void Table_OfAFigureThatIsNoNumber_IsMissed() => TargetTable.Of(Of(1, Time(double.NaN, 5))).ShouldContain("**missed");

    [Fact]
    public void Table_EachBenchmark_SaysWhatItCost() => TargetTable.Of(Of(1)).ShouldContain("| one | 12 s | 3 MB | 50 MB | 7 ms |  |");

    [Fact]
    public void Table_OfAFailure_SaysWhyOnOneLine()
    {
        var failed = Of(1) with { Results = [BenchmarkResult.Failed("one", TimeSpan.FromSeconds(3), "It broke.\nBadly.")] };
        TargetTable.Of(failed).ShouldContain("| **failed**: It broke. Badly. |");
    }
}
