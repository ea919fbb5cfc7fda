using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Signals;
using OrleansTrading.TestKit;
using static OrleansTrading.Domain.Tests.Signals.Walks;

namespace OrleansTrading.Domain.Tests.Signals;

public sealed class ReadingTrackerTests
{
    public static TheoryData<int> Seeds => [1, 2, 3, Random.Shared.Next()];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Preview_OfACandle_IsWhatItsCloseGives(int seed)
    {
        var klines = Of(seed, 200);
        var tracker = new ReadingTracker();
        foreach (var kline in klines)
        {
            tracker.Preview(kline with { Closed = false }, out var preview);
            tracker.Update(kline);
            preview.ShouldBe(tracker.Closed, $"seed {seed}, candle {tracker.Count}");
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Tracker_AfterReset_ReadsAsANewOne(int seed)
    {
        var used = new ReadingTracker();
        foreach (var kline in Of(seed + 1, 150))
            used.Update(kline);
        used.Reset();
        Feed(used, Of(seed, 120)).Closed.ShouldBe(Feed(new ReadingTracker(), Of(seed, 120)).Closed, $"seed {seed}");
        used.Count.ShouldBe(120);
    }

    /// <summary>The reading of a ring's candles does not depend on how long its symbol has been watched before.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Score_OfTheLast300Candles_IsTheSameAsOfAllBefore(int seed)
    {
        var klines = Of(seed, 2000);
        var all = Read(Feed(new ReadingTracker(), klines));
        var last = Read(Feed(new ReadingTracker(), klines[^300..]));
        last.Score.ShouldBe(all.Score, 0.5, $"seed {seed}");
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Trend_OfTheMarketUpsideDown_IsNegated(int seed)
    {
        var klines = Of(seed, 300, drift: 0.05);
        var turned = klines.Select(kline => Mirror(kline, centre: 1000)).ToArray();
        var (upright, upsideDown) = (Feed(new ReadingTracker(), klines).Closed, Feed(new ReadingTracker(), turned).Closed);
        Negated(Factors.Trend(upright.Indicators), Factors.Trend(upsideDown.Indicators), seed);
        Negated(Factors.Momentum(upright.Indicators), Factors.Momentum(upsideDown.Indicators), seed);
        Negated(Factors.OrderFlow(upright.Facts.TakerBuyShare), Factors.OrderFlow(upsideDown.Facts.TakerBuyShare), seed);
    }

    [Theory]
    [InlineData(0.3, SignalDirection.Long, MarketRegime.TrendingUp)]
    [InlineData(-0.3, SignalDirection.Short, MarketRegime.TrendingDown)]
    public void Reading_OfAMarketThatGoesOneWay_PointsThatWay(double drift, SignalDirection direction, MarketRegime regime)
    {
        var reading = Read(Feed(new ReadingTracker(), Of(5, 100, drift)));
        reading.Direction.ShouldBe(direction);
        reading.Regime.ShouldBe(regime);
        Math.Abs(reading.Score).ShouldBeGreaterThan(30);
    }

    [Fact]
    public void OrderFlow_OfAVenueThatDoesNotTellTheTaker_IsAbsent()
    {
        var tracker = Feed(new ReadingTracker(), [.. Of(5, 100).Select(kline => kline with { TakerBuyVolume = 0, TakerBuyQuoteVolume = 0 })]);
        Read(tracker).Factors.OrderFlow.ShouldBeNull();
    }

    [Fact]
    public void Return_OfTheWindow_IsThatOfItsCloses()
    {
        var klines = Of(7, 90);
        var tracker = Feed(new ReadingTracker(), klines);
        tracker.Closed.Facts.Return.ShouldBe((klines[89].Close / klines[69].Close) - 1, 1e-12);
        tracker.PreviousReturn.ShouldBe((klines[88].Close / klines[68].Close) - 1, 1e-12);
        tracker.Closed.Facts.TakerBuyShare.ShouldBe(klines[80..].Sum(k => k.TakerBuyVolume) / klines[80..].Sum(k => k.Volume), 1e-12);
    }

    [Fact]
    public void Return_OfTooFewCandles_IsNotANumber()
    {
        double.IsNaN(Feed(new ReadingTracker(), Of(7, 20)).Closed.Facts.Return).ShouldBeTrue();
        double.IsNaN(Feed(new ReadingTracker(), Of(7, 21)).Closed.Facts.Return).ShouldBeFalse();
        double.IsNaN(Feed(new ReadingTracker(), Of(7, 21)).PreviousReturn).ShouldBeTrue();
    }

    [Fact]
    public void Updates_AndPreviews_AllocateNothing()
    {
        var klines = Of(3, 1000);
        AllocatedMemory.Least(() =>
        {
            var tracker = Feed(new ReadingTracker(), klines);
            return () =>
            {
                foreach (var kline in klines)
                {
                    tracker.Update(kline);
                    tracker.Preview(kline, out _);
                }
            };
        }).ShouldBe(0);
    }

    private static ReadingTracker Feed(ReadingTracker tracker, Kline[] klines)
    {
        foreach (var kline in klines)
            tracker.Update(kline);
        return tracker;
    }

    private static MarketReading Read(ReadingTracker tracker) =>
        MarketReading.Of(Interval, tracker.Closed, isOpen: false, new ReadingContext(0.0001, 0.01, 0.002), FactorWeights.Default);

    private static void Negated(double? factor, double? mirrored, int seed) =>
        (factor!.Value + mirrored!.Value).ShouldBe(100, 1e-6, $"seed {seed}");
}
