using OrleansTrading.Domain.Flow;

namespace OrleansTrading.Domain.Tests.Flow;

public sealed class OrderFlowProperties
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void OrderFlow_OfAnyEvents_IsWhatIsWorkedOutAnew(int seed)
    {
        var steps = new MadeFlow(seed).Make(4000);
        var flow = new OrderFlow();
        var checks = new Random(seed);
        for (var i = 0; i < steps.Count; i++)
        {
            steps[i].ApplyTo(flow);
            if (checks.Next(400) != 0)
                continue;
            var (buckets, delta) = NaiveFlow.Of(steps[..(i + 1)]);
            flow.Latest(3600).Select(bucket => bucket with { BidPrice = 0, AskPrice = 0 }).SequenceEqual(buckets).ShouldBeTrue($"seed {seed}, step {i}");
            flow.CumulativeDelta.ShouldBe(delta, $"seed {seed}, step {i}");
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Followers_OfAnyEvents_HearEverySecondOnceAndInOrder(int seed)
    {
        var steps = new MadeFlow(seed).Make(3000);
        var (flow, heard) = (new OrderFlow(), new HeardFlow());
        flow.Follow(heard);
        foreach (var step in steps)
            step.ApplyTo(flow);
        flow.Flush();
        flow.Flush();

        var times = heard.Buckets.Select(bucket => bucket.OpenTime).ToList();
        times.SequenceEqual(times.Distinct().Order()).ShouldBeTrue($"seed {seed}");
        // Whatever was told of belongs to the truth, and of the last hour only seconds that a repair brought whole are not told of.
        var told = heard.Buckets.ToDictionary(bucket => bucket.OpenTime);
        foreach (var bucket in NaiveFlow.Of(steps).Buckets)
        {
            var known = told.GetValueOrDefault(bucket.OpenTime);
            known.Trades.ShouldBeLessThanOrEqualTo(bucket.Trades, $"seed {seed}");
            var isComplete = known.Trades == bucket.Trades && known.BookChanges == bucket.BookChanges;
            (isComplete || flow.Amendments > 0).ShouldBeTrue($"seed {seed}");
            if (isComplete && known.OpenTime > 0)
                (known with { BidPrice = 0, AskPrice = 0 }).ShouldBe(bucket, $"seed {seed}");
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void OrderFlow_OfTheSameEvents_IsTheSame(int seed)
    {
        var steps = new MadeFlow(seed).Make(2000);
        var (one, other) = (new OrderFlow(), new OrderFlow());
        steps.ForEach(step => step.ApplyTo(one));
        steps.ForEach(step => step.ApplyTo(other));
        one.Latest(3600).ShouldBe(other.Latest(3600));
        one.CumulativeDelta.ShouldBe(other.CumulativeDelta);
    }
}
