using FsCheck;
using FsCheck.Fluent;
using OrleansTrading.Benchmarks.Load;
using OrleansTrading.Benchmarks.Running;

namespace OrleansTrading.Benchmarks.Tests.Load;

public sealed class LatencyHistogramTests
{
    /// <summary>One step of 64 to a doubling.</summary>
    private const double Precision = 1.0 / 64;

    private static readonly Gen<long[]> Microseconds =
        (from bits in Gen.Choose(0, 40) from part in Gen.Choose(0, 1_000_000) select (1L << bits) + ((1L << bits) * part / 1_000_000)).NonEmptyListOf().Select(list => list.ToArray());

    [Fact]
    public void Percentile_OfAnything_IsExactToOneStep() =>
        Prop.ForAll(Microseconds.ToArbitrary(), values =>
        {
            var histogram = Of(values);
            var sorted = values.Order().ToArray();
            foreach (var share in LatencySamples.Shares)
            {
                var exact = sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
                var told = histogram.Percentile(share).TotalMicroseconds;
                if (told < exact || told > exact * (1 + Precision))
                    return false.Label($"{share}: {told} for {exact}");
            }

            return (histogram.Count == values.Length && histogram.Most.TotalMicroseconds == sorted[^1]).Label("count and most");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Percentile_BelowTwoTimesTheSteps_IsExact()
    {
        for (var value = 0L; value < 128; value++)
            Of(value).Percentile(0.5).TotalMicroseconds.ShouldBe(value);
    }

    [Fact]
    public void Histogram_OfNothing_IsZero()
    {
        var histogram = new LatencyHistogram();
        (histogram.Count, histogram.Most, histogram.Percentile(0.99)).ShouldBe((0, TimeSpan.Zero, TimeSpan.Zero));
    }

    [Fact]
    public void Latency_BelowZero_CountsAsZero()
    {
        var histogram = new LatencyHistogram();
        histogram.Add(TimeSpan.FromMilliseconds(-1));
        (histogram.Count, histogram.Percentile(1)).ShouldBe((1, TimeSpan.Zero));
    }

    [Fact]
    public void Latency_TheLongestThereIs_HasItsPlace()
    {
        var histogram = new LatencyHistogram();
        histogram.Add(TimeSpan.MaxValue);
        histogram.Percentile(0.5).ShouldBe(histogram.Most);
    }

    [Fact]
    public void Add_ByManyThreads_LosesNone()
    {
        var histogram = new LatencyHistogram();
        Parallel.For(0, 100_000, i => histogram.Add(TimeSpan.FromMicroseconds(i % 1_000)));
        (histogram.Count, histogram.Most).ShouldBe((100_000, TimeSpan.FromMicroseconds(999)));
    }

    private static LatencyHistogram Of(params long[] microseconds)
    {
        var histogram = new LatencyHistogram();
        foreach (var value in microseconds)
            histogram.Add(TimeSpan.FromMicroseconds(value));
        return histogram;
    }
}
