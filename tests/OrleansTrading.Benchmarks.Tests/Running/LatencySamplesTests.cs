using System.Diagnostics;
using OrleansTrading.Benchmarks.Running;

namespace OrleansTrading.Benchmarks.Tests.Running;

public sealed class LatencySamplesTests
{
    /// <summary>Milliseconds: what the clock's ticks are rounded by.</summary>
    private const double Rounding = 0.001;

    [Fact]
    public void Percentile_OfAThousandMilliseconds_IsTheValueThatTheShareDoesNotExceed()
    {
        var samples = Milliseconds(Enumerable.Range(1, 1_000).Reverse());
        LatencySamples.Shares.Select(samples.Percentile).ShouldBe([500, 750, 900, 950, 990, 999], Rounding);
    }

    [Fact]
    public void Percentile_OfOne_IsThatOne() => LatencySamples.Shares.Select(Milliseconds([7]).Percentile).ShouldAllBe(value => Math.Abs(value - 7) < Rounding);

    [Fact]
    public void Names_OfShares_AreTheUsualOnes() => LatencySamples.Shares.Select(LatencySamples.Name).ShouldBe(["p50", "p75", "p90", "p95", "p99", "p99.9"]);

    [Fact]
    public void Row_HasAsManyColumnsAsItsHeader() =>
        Milliseconds([1, 2]).Row("step", 5).Count(letter => letter == '|').ShouldBe(LatencySamples.Header.Split('\n')[0].Count(letter => letter == '|'));

    [Fact]
    public void Measure_AStep_RunsItWarmUnmeasured()
    {
        var held = new List<byte[]>();
        var samples = LatencySamples.Measure(_ => held.Add(new byte[100_000]), warmUps: 3, runs: 5);
        held.Count.ShouldBe(8);
        samples.Row("step").ShouldContain("| 5 |");
        samples.AllocatedPerRun.ShouldNotBeNull().ShouldBeInRange(100_000, 101_000);
    }

    [Fact]
    public async Task Report_OfSamples_HoldsOnlyTheNinetyNinthToTheTarget()
    {
        var report = new Report("one", TextWriter.Null, new RunSettings());
        await report.WriteAsync("step", Milliseconds([1, 2, 9]), target: 5);
        report.Told.Figures.Where(figure => figure.Target is not null).ShouldHaveSingleItem().Key.ShouldBe("one / step / p99");
        report.Told.Figures.Count.ShouldBe(LatencySamples.Shares.Length);
    }

    private static LatencySamples Milliseconds(IEnumerable<int> values)
    {
        var all = values.ToList();
        var samples = new LatencySamples(all.Count);
        foreach (var value in all)
            samples.Add(value * Stopwatch.Frequency / 1_000);
        return samples;
    }
}
