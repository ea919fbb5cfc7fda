using OrleansTrading.Exchanges.Streams;

namespace OrleansTrading.Exchanges.Tests.Streams;

public sealed class ReconnectBackoffTests
{
    [Fact]
    public void Next_ManyAttempts_StartsAtThreeSecondsDoublesWithJitterAndStaysWithinAMinute()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var backoff = new ReconnectBackoff(TimeSpan.FromSeconds(3), TimeSpan.FromMinutes(1), 0.5, new Random(seed));
            backoff.Next().TotalSeconds.ShouldBeInRange(3, 4.5);
            var middle = 3.0;
            for (var attempt = 1; attempt < 40; attempt++)
            {
                middle = Math.Min(middle * 2, 60);
                backoff.Next().TotalSeconds.ShouldBeInRange(Math.Max(3, middle / 2), middle);
            }

            backoff.Reset();
            backoff.Next().TotalSeconds.ShouldBeInRange(3, 4.5);
        }
    }

    [Fact]
    public void Next_FirstOfManyConnections_IsSpreadToo()
    {
        var random = new Random(7);
        var waits = Enumerable.Range(0, 300).Select(_ => new ReconnectBackoff(TimeSpan.FromSeconds(3), TimeSpan.FromMinutes(1), 0.5, random).Next()).ToList();
        waits.GroupBy(wait => (int)(wait.TotalMilliseconds / 100)).Max(slice => slice.Count()).ShouldBeLessThan(60);
    }

    [Fact]
    public void Next_WithoutJitter_IsExact()
    {
        var backoff = new ReconnectBackoff(TimeSpan.FromSeconds(3), TimeSpan.FromMinutes(1), 0, new Random(1));
        Enumerable.Range(0, 6).Select(_ => backoff.Next().TotalSeconds).ShouldBe([3, 6, 12, 24, 48, 60]);
    }

    [Fact]
    public void Next_TwoConnections_DoNotWaitAlike()
    {
        var waits = Enumerable.Range(0, 20).Select(seed =>
        {
            var backoff = new ReconnectBackoff(TimeSpan.FromSeconds(3), TimeSpan.FromMinutes(1), 0.5, new Random(seed));
            for (var attempt = 0; attempt < 6; attempt++)
                backoff.Next();
            return backoff.Next();
        });
        waits.Distinct().Count().ShouldBe(20);
    }
}
