using FsCheck;
using FsCheck.Fluent;
using OrleansTrading.Domain.Cluster;

namespace OrleansTrading.Domain.Tests.Cluster;

public sealed class LatencyBucketsTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(255, 0)]
    [InlineData(256, 1)]
    [InlineData(319, 1)]
    [InlineData(320, 2)]
    [InlineData(511, 4)]
    [InlineData(512, 5)]
    [InlineData(long.MaxValue, LatencyBuckets.Count - 1)]
    public void IndexOf_Nanoseconds_IsTheBucketAroundThem(long nanoseconds, int index) =>
        LatencyBuckets.IndexOf(nanoseconds).ShouldBe(index);

    [Fact]
    public void IndexOf_AnyDuration_LiesWithinItsBounds() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).Two().Select(two => (long)two.Item1 * (two.Item2 % 256)).ToArbitrary(), nanoseconds =>
        {
            var index = LatencyBuckets.IndexOf(nanoseconds);
            LatencyBuckets.LowerBound(index).ShouldBeLessThanOrEqualTo(nanoseconds);
            if (index < LatencyBuckets.Count - 1)
                LatencyBuckets.LowerBound(index + 1).ShouldBeGreaterThan(nanoseconds);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Percentile_OfManyDurations_IsCloseToTheTrueOne()
    {
        var counts = new long[LatencyBuckets.Count];
        // One duration of each whole microsecond up to ten milliseconds: the percentiles are known.
        for (var microseconds = 1; microseconds <= 10_000; microseconds++)
            counts[LatencyBuckets.IndexOf(microseconds * 1000L)]++;
        foreach (var share in new[] { 0.1, 0.5, 0.9, 0.95, 0.99 })
            LatencyBuckets.Percentile(counts, share)!.Value.ShouldBe(share * 1e7, share * 1e7 * 0.05);
    }

    [Fact]
    public void Percentile_OfNothing_IsNone() => LatencyBuckets.Percentile(new long[LatencyBuckets.Count], 0.5).ShouldBeNull();

    [Fact]
    public void Percentile_BeyondTheLastBucket_IsWhereItBegins()
    {
        var counts = new long[LatencyBuckets.Count];
        counts[^1] = 3;
        LatencyBuckets.Percentile(counts, 0.99).ShouldBe(LatencyBuckets.LowerBound(LatencyBuckets.Count - 1));
    }
}
