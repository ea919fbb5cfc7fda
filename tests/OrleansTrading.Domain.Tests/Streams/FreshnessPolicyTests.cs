using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Domain.Tests.Streams;

public sealed class FreshnessPolicyTests
{
    private const long Now = 1_767_225_600_000;

    [Theory]
    [InlineData(0, Freshness.Fresh)]
    [InlineData(14.999, Freshness.Fresh)]
    [InlineData(15, Freshness.Delayed)]
    [InlineData(60, Freshness.Delayed)]
    [InlineData(60.001, Freshness.Stale)]
    public void Judge_CandleIsCurrent_AgeDecides(double seconds, Freshness expected) =>
        FreshnessPolicy.Judge(TimeSpan.FromSeconds(seconds), Now, KlineInterval.OneMinute, Now + 30_000).ShouldBe(expected);

    [Theory]
    [InlineData(0, Freshness.Fresh)]
    [InlineData(59_999, Freshness.Fresh)]
    [InlineData(60_000, Freshness.Fresh)]
    [InlineData(70_000, Freshness.Fresh)]
    [InlineData(70_001, Freshness.Delayed)]
    [InlineData(119_999, Freshness.Delayed)]
    [InlineData(120_000, Freshness.Stale)]
    [InlineData(-60_000, Freshness.Fresh)]
    public void Judge_DataIsYoung_CandleLagDecides(long sinceOpen, Freshness expected) =>
        FreshnessPolicy.Judge(TimeSpan.Zero, Now, KlineInterval.OneMinute, Now + sinceOpen).ShouldBe(expected);

    [Theory]
    [InlineData(300_000 + 60_000, Freshness.Delayed)]
    [InlineData(300_000 + 60_001, Freshness.Stale)]
    public void Judge_LongerCandleLags_TheSameTimesDecide(long sinceOpen, Freshness expected) =>
        FreshnessPolicy.Judge(TimeSpan.Zero, Now, KlineInterval.FiveMinutes, Now + sinceOpen).ShouldBe(expected);

    [Fact]
    public void Judge_BothLag_TheWorseCounts()
    {
        FreshnessPolicy.Judge(TimeSpan.FromSeconds(61), Now, KlineInterval.OneMinute, Now).ShouldBe(Freshness.Stale);
        FreshnessPolicy.Judge(TimeSpan.FromSeconds(20), Now, KlineInterval.OneMinute, Now + 300_000).ShouldBe(Freshness.Stale);
    }

    [Fact]
    public void Judge_NothingCame_IsNone() =>
        FreshnessPolicy.Judge(null, Now, KlineInterval.OneMinute, Now).ShouldBe(Freshness.None);

    [Fact]
    public void Judge_NoCandle_IsStale() =>
        FreshnessPolicy.Judge(TimeSpan.Zero, null, KlineInterval.OneMinute, Now).ShouldBe(Freshness.Stale);

    [Theory]
    [InlineData(60_000 + 600_000, Freshness.Fresh)]
    [InlineData(60_000 + 600_001, Freshness.Delayed)]
    [InlineData(60_000 + 3_600_000, Freshness.Delayed)]
    [InlineData(60_000 + 3_600_001, Freshness.Stale)]
    public void Judge_VenueRunsSixtyTimesFaster_TimesGrowWithIt(long sinceOpen, Freshness expected) =>
        FreshnessPolicy.Judge(TimeSpan.Zero, Now, KlineInterval.OneMinute, Now + sinceOpen, venueSpeed: 60).ShouldBe(expected);
}
