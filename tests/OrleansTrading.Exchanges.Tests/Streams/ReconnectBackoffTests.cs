using OrleansTrading.Exchanges.Streams;

namespace OrleansTrading.Exchanges.Tests.Streams;

public sealed class ReconnectBackoffTests
{
    [Fact]
    public void Next_ManyAttempts_StartsAtThreeSecondsDoublesWithJitterAndStaysWithinAMinute()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var backoff = new ReconnectBackoff(TimeSpan.FromSeconds(3), TimeSpan.FromMinutes(1), new Random(seed));
            backoff.Next().ShouldBe(TimeSpan.FromSeconds(3));
            var middle = 3.0;
            for (var attempt = 1; attempt < 40; attempt++)
            {
                middle = Math.Min(middle * 2, 60);
                backoff.Next().TotalSeconds.ShouldBeInRange(Math.Max(3, middle / 2), middle);
            }

            backoff.Reset();
            backoff.Next().ShouldBe(TimeSpan.FromSeconds(3));
        }
    }

    [Fact]
    public void Next_TwoConnections_DoNotWaitAlike()
    {
        var waits = Enumerable.Range(0, 20).Select(seed =>
        {
            var backoff = new ReconnectBackoff(TimeSpan.FromSeconds(3), TimeSpan.FromMinutes(1), new Random(seed));
            for (var attempt = 0; attempt < 6; attempt++)
                backoff.Next();
            return backoff.Next();
        });
        waits.Distinct().Count().ShouldBe(20);
    }
}
