using OrleansTrading.Domain.Streams;
using OrleansTrading.TestKit;

namespace OrleansTrading.Domain.Tests.Streams;

public sealed class InterArrivalTests
{
    private readonly InterArrival _gaps = new();

    [Fact]
    public void Longest_OfNothing_IsZero() => _gaps.Longest(1).ShouldBe(0);

    [Fact]
    public void Longest_AnyGap_IsWithinABinOfTheExactOne()
    {
        for (var gap = 2e-3; gap < 86_400; gap *= 1.37)
        {
            var gaps = new InterArrival();
            gaps.Add(TimeSpan.FromSeconds(gap).Ticks, 0);
            TimeSpan.FromTicks(gaps.Longest(1)).TotalSeconds.ShouldBeInRange(gap, gap * 1.126, $"{gap} s");
        }
    }

    [Fact]
    public void Longest_GapsBeyondAllBins_LieInTheLast()
    {
        _gaps.Add(long.MaxValue, 0);
        _gaps.Longest(1).ShouldBeGreaterThan(TimeSpan.FromHours(30).Ticks);
    }

    [Fact]
    public void Longest_ByWeight_PassesOverFewerThanThat()
    {
        for (var second = 1; second <= 1000; second++)
            _gaps.Add(TimeSpan.FromMilliseconds(50).Ticks, second * TimeSpan.TicksPerSecond);
        _gaps.Add(TimeSpan.FromMinutes(5).Ticks, 0);
        _gaps.Add(TimeSpan.FromMinutes(9).Ticks, 0);
        _gaps.Longest(3).ShouldBeLessThan(TimeSpan.FromMilliseconds(57).Ticks);
        _gaps.Longest(2).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMinutes(5).Ticks);
        _gaps.Weight.ShouldBe(1002);
    }

    [Fact]
    public void Weight_AfterEachHalfLife_IsHalved()
    {
        for (var gap = 0; gap < 1024; gap++)
            _gaps.Add(TimeSpan.TicksPerSecond, 0);
        foreach (var halfLives in (int[])[1, 2, 6])
        {
            _gaps.Add(0, (InterArrival.HalfLife * halfLives).Ticks);
            _gaps.Weight.ShouldBeInRange(1024 / Math.Pow(2, halfLives) * 0.9, (1024 / Math.Pow(2, halfLives)) + 3);
        }
    }

    [Fact]
    public void Add_ManyGaps_AllocatesNothing()
    {
        _gaps.Add(1, 0);
        AllocatedMemory.Least(() => () =>
        {
            for (var gap = 0L; gap < 100_000; gap++)
                _gaps.Add(gap * 1000, gap * TimeSpan.TicksPerMinute);
        }).ShouldBe(0);
    }
}
