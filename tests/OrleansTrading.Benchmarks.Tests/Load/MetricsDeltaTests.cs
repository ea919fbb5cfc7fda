using OrleansTrading.Benchmarks.Load;

namespace OrleansTrading.Benchmarks.Tests.Load;

public sealed class MetricsDeltaTests
{
    [Fact]
    public void Counter_WithLabels_IsTheGrowthOfAll() =>
        new MetricsDelta(
            new Dictionary<string, double> { ["events_total{kind=\"a\"}"] = 5, ["events_total_more"] = 100 },
            new Dictionary<string, double> { ["events_total{kind=\"a\"}"] = 8, ["events_total{kind=\"b\"}"] = 4, ["events_total_more"] = 900 }).Of("events_total").ShouldBe(7);

    [Fact]
    public void Percentile_OfAHistogram_IsTheEdgeThatHoldsTheShareOfWhatCameSince()
    {
        var delta = new MetricsDelta(
            Buckets(("0.1", 100), ("1", 100), ("+Inf", 100)), Buckets(("0.1", 150), ("1", 199), ("+Inf", 200)));
        delta.Percentile("lag", 0.5).ShouldBe(0.1);
        delta.Percentile("lag", 0.99).ShouldBe(1);
        delta.Percentile("lag", 1).ShouldBe(double.PositiveInfinity);
    }

    [Fact]
    public void Percentile_OfNothing_IsNoNumber() => new MetricsDelta(Buckets(("+Inf", 5)), Buckets(("+Inf", 5))).Percentile("lag", 0.5).ShouldBe(double.NaN);

    private static Dictionary<string, double> Buckets(params (string Edge, double Count)[] buckets) =>
        buckets.ToDictionary(bucket => $"lag_bucket{{stream=\"x\",le=\"{bucket.Edge}\"}}", bucket => bucket.Count);
}
