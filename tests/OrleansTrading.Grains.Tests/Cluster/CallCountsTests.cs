using OrleansTrading.Domain.Cluster;
using OrleansTrading.Grains.Cluster;

namespace OrleansTrading.Grains.Tests.Cluster;

public sealed class CallCountsTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMicroseconds(10);

    [Fact]
    public void Count_FewCalls_TimesEveryOne()
    {
        var calls = new CallCounts(typeof(string));
        for (var i = 0; i < CallCounts.TimedBefore; i++)
        {
            calls.Count().ShouldBeTrue();
            calls.Add(Short);
        }

        calls.Calls.ShouldBe(CallCounts.TimedBefore);
        calls.Look().Sum().ShouldBe(CallCounts.TimedBefore);
    }

    [Fact]
    public void Count_ManyCalls_CountsAllAndTimesFewerAndFewer()
    {
        var calls = new CallCounts(typeof(string));
        const int Many = 1_000_000;
        for (var i = 0; i < Many; i++)
        {
            if (calls.Count())
                calls.Add(Short);
        }

        calls.Calls.ShouldBe(Many);
        var timed = calls.Look();
        timed[LatencyBuckets.IndexOf(10_000)].ShouldBe(timed.Sum());
        // Each doubling of what is skipped costs as many timed calls as the one before.
        timed.Sum().ShouldBeInRange(CallCounts.TimedBefore, CallCounts.TimedBefore * 16);
    }

    [Fact]
    public void Look_AfterAQuietTime_TimesEveryCallAgain()
    {
        var calls = new CallCounts(typeof(string));
        for (var i = 0; i < 100_000; i++)
        {
            if (calls.Count())
                calls.Add(Short);
        }

        calls.Look();
        calls.Look();
        for (var i = 0; i < 10; i++)
            calls.Count().ShouldBeTrue();
    }

    [Fact]
    public async Task Count_FromManyThreads_LosesNone()
    {
        var calls = new CallCounts(typeof(string));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 50_000; i++)
            {
                if (calls.Count())
                    calls.Add(Short);
            }
        }, TestContext.Current.CancellationToken)));
        calls.Calls.ShouldBe(200_000);
    }
}
