using OrleansTrading.Grains.Symbols;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Symbols;

public sealed class EvenPaceTests
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(60);

    [Fact]
    public void IsDue_ManyKeys_EachOnceInAPeriodAndNeverManyAtOnce()
    {
        var time = new ManualTimeProvider();
        var paces = Enumerable.Range(0, 500).Select(i => new EvenPace($"fake:S{i}USDT", time)).ToList();
        var done = new int[paces.Count];

        // Six rounds make one period.
        for (var round = 0; round < 60; round++)
        {
            time.Advance(TimeSpan.FromSeconds(10));
            var due = 0;
            for (var i = 0; i < paces.Count; i++)
            {
                if (!paces[i].IsDue(Period))
                    continue;
                paces[i].OnDone();
                done[i]++;
                due++;
            }

            due.ShouldBeInRange(500 / 6 / 2, 500 / 6 * 2);
        }

        done.ShouldAllBe(count => count == 10);
    }
}
