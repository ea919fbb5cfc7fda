using OrleansTrading.Domain.Flow;
using OrleansTrading.Domain.Signals;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Domain.Tests.Flow;

public sealed class FlowFactsTests
{
    private const long Start = MadeFlow.Start;
    private const int Seconds = OrderFlow.FactsSeconds;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Facts_OfAMarketOfAnySize_AreTheSame(int seed)
    {
        var (small, large) = (Facts(Walk(seed, 1)), Facts(Walk(seed, 1024)));
        small.ShouldNotBeNull();
        large.ShouldBe(small);
        small.Value.DeltaShare.ShouldBeInRange(-1, 1);
        small.Value.Imbalance.ShouldBeInRange(-1, 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Facts_AreWhatTheSecondsAddUpTo(int seed)
    {
        var flow = Walk(seed, 1);
        var buckets = flow.Latest(Seconds);
        var facts = Facts(flow)!.Value;
        facts.DeltaShare.ShouldBe(buckets.Sum(bucket => bucket.Delta) / buckets.Sum(bucket => bucket.BuyVolume + bucket.SellVolume), 1e-12);
        facts.Imbalance.ShouldBe(buckets.Sum(bucket => bucket.Imbalance) / buckets.Sum(bucket => Math.Abs(bucket.Imbalance)), 1e-12);
    }

    [Theory]
    [InlineData(StreamKind.Trade)]
    [InlineData(StreamKind.BookTicker)]
    public void Facts_AcrossAGap_AreNone(StreamKind kind)
    {
        var flow = Walk(1, 1);
        flow.OnInterrupted(kind);
        Walk(flow, new Random(4), 1, Seconds, Seconds + 10);
        Facts(flow).ShouldBeNull();
        Walk(flow, new Random(5), 1, Seconds + 10, (2 * Seconds) + 2);
        Facts(flow).ShouldNotBeNull();
    }

    [Fact]
    public void Facts_OfAMomentThatHasNotCome_OrTooLongAgo_AreNone()
    {
        var flow = Walk(1, 1);
        flow.TryGetFacts(flow.Newest!.Value + 2000, out _).ShouldBeFalse();
        Walk(flow, new Random(4), 1, Seconds + 1, 3601);
        flow.TryGetFacts(Start + 1000 + (Seconds * 1000), out _).ShouldBeTrue();
        Walk(flow, new Random(4), 1, 3601, 3602);
        flow.TryGetFacts(Start + 1000 + (Seconds * 1000), out _).ShouldBeFalse();
    }

    [Fact]
    public void Factor_OfBalancedFlow_IsTheMiddle_AndGrowsWithEither()
    {
        Factors.OrderFlow(new FlowFacts(0, 0)).ShouldBe(50);
        Factors.OrderFlow(new FlowFacts(1, 1))!.Value.ShouldBe(100, 0.01);
        Factors.OrderFlow(new FlowFacts(0.05, 0))!.Value.ShouldBeGreaterThan(50);
        Factors.OrderFlow(new FlowFacts(0, -0.05))!.Value.ShouldBeLessThan(50);
        Factors.OrderFlow(new FlowFacts(-0.1, -0.3))!.Value.ShouldBe(100 - Factors.OrderFlow(new FlowFacts(0.1, 0.3))!.Value, 1e-9);
    }

    private static FlowFacts? Facts(OrderFlow flow) =>
        flow.TryGetFacts(flow.Newest!.Value + OrderFlow.BucketMilliseconds, out var facts) ? facts : null;

    private static OrderFlow Walk(int seed, double size)
    {
        var flow = new OrderFlow();
        Walk(flow, new Random(seed), size, 0, Seconds + 1);
        return flow;
    }

    private static void Walk(OrderFlow flow, Random random, double size, int from, int to)
    {
        for (var second = from; second < to; second++)
        {
            var time = Start + (second * 1000);
            flow.OnTrade(new AggTrade(second, time, 100 * size, size * random.Next(1, 20), random.Next(2) == 0), isRepaired: false);
            flow.OnBookTicker(new BookTicker(second, time, 100, size * random.Next(1, 9), 101, size * random.Next(1, 9)));
        }
    }
}
