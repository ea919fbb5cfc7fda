using OrleansTrading.Benchmarks.Comparing;
using OrleansTrading.Benchmarks.Running;

namespace OrleansTrading.Benchmarks.Tests.Comparing;

public sealed class ComparisonTests
{
    [Fact]
    public void Benchmarks_ThatAreCompared_AreThere() => Comparison.Benchmarks.ShouldBeSubsetOf(Benchmark.FindAll().Select(benchmark => benchmark.Name));

    [Fact]
    public void Keys_OfOneRow_AreOfOneBenchmark() =>
        Comparison.All.ShouldAllBe(row => new[] { row.Ours, row.Other, row.Bound }.OfType<string>().Select(key => key.Split(" / ", StringSplitOptions.None)[0]).Distinct().Count() == 1);

    [Fact]
    public void Table_OfTimes_SaysHowMuchFasterAndHowNearTheBound()
    {
        var table = Comparison.Of(Report(new Figure("collect", "REST, 32 at once", "p50", 250, "ms"), new Figure("collect", "npm ccxt, REST", "p50", 500, "ms"),
            new Figure("collect", "bound: the same requests, answers thrown away", "p50", 200, "ms")));
        table.ShouldContain("| 250 ms | npm ccxt | 500 ms | 2 x faster | the same requests, answers thrown away | 200 ms | 80.0 % |");
    }

    [Fact]
    public void Table_OfRates_SaysHowMuchSlower()
    {
        var table = Comparison.Of(Report(new Figure("candle-writes", "upsert of new candles", "rate", 50_000, "rows/s", IsMoreBetter: true),
            new Figure("candle-writes", "bound: psql \\copy of the rows into an empty table of the same shape", "rate", 200_000, "rows/s", IsMoreBetter: true)));
        table.ShouldContain("| 50,000 rows/s | psql \\copy into an empty table | 200,000 rows/s | 4 x slower |");
    }

    [Fact]
    public void Table_OfRatesThatAreNearlyEqual_SaysNoFactor()
    {
        var table = Comparison.Of(Report(new Figure("candle-writes", "upsert of new candles", "rate", 99_000, "rows/s", IsMoreBetter: true),
            new Figure("candle-writes", "bound: psql \\copy of the rows into an empty table of the same shape", "rate", 100_000, "rows/s", IsMoreBetter: true)));
        table.ShouldContain("| 99,000 rows/s | psql \\copy into an empty table | 100,000 rows/s | as fast |");
    }

    [Fact]
    public void Table_OfAnEmptyRun_HasEveryRowAndSaysThatItWasNotMeasured()
    {
        var lines = Comparison.Of(Report()).Split('\n').Where(line => line.Contains("not measured", StringComparison.Ordinal)).ToList();
        lines.Count.ShouldBe(Comparison.All.Count);
    }

    private static RunReport Report(params Figure[] figures) =>
        new("compare", 0, new Dictionary<string, string>(), new RunSettings(), [new BenchmarkResult("any", 1, 1, 0, 0, 0, null, "", figures)]);
}
