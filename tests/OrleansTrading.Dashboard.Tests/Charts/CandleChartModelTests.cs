using System.Collections.Immutable;
using OrleansTrading.Dashboard.Charts;
using OrleansTrading.Dashboard.Formatting;
using OrleansTrading.Dashboard.Tests.Browser;
using OrleansTrading.Domain.Candles;
using OrleansTrading.TestKit;

namespace OrleansTrading.Dashboard.Tests.Charts;

public sealed class CandleChartModelTests
{
    private const KlineInterval Interval = KlineInterval.OneMinute;
    private const long Minute = 60_000;

    private readonly ImmutableArray<Kline> _klines = new FakeMarket(new ManualTimeProvider()).Add("binance:BTCUSDT", 67_000).Klines(Interval, 300);

    [Fact]
    public void Newest_ThatMovesWithinTheScale_LeavesTheDoneCandlesAsTheyAre()
    {
        var before = Model(null, _klines);
        var after = Model(before, WithClose((_klines[^1].High + _klines[^1].Low) / 2));
        after.Done.ShouldBeSameAs(before.Done);
        after.Newest.ShouldNotBe(before.Newest);
    }

    [Fact]
    public void Newest_ThatLeavesTheScale_LaysEverythingOutAgain()
    {
        var before = Model(null, _klines);
        var after = Model(before, WithClose(before.Scale.Price.Last * 1.01));
        after.Scale.Price.Last.ShouldBeGreaterThan(before.Scale.Price.Last);
        after.Done.ShouldNotBe(before.Done);
    }

    [Fact]
    public void ClosedCandle_ThatARepairChanges_IsDrawnAgain()
    {
        var before = Model(null, _klines);
        var repaired = _klines.SetItem(100, _klines[100] with { Close = _klines[100].Open, High = _klines[100].Open, Low = _klines[100].Open });
        Model(before, repaired).Done.ShouldNotBe(before.Done);
    }

    [Fact]
    public void MissingCandles_LeaveAHoleOfTheirWidth()
    {
        var model = Model(null, _klines.RemoveRange(10, 3));
        model.Scale.Slots.ShouldBe(300);
        model.Done.Gaps.ShouldBe($"M100 0h30v{CandleScale.PriceHeight}h-30z");
    }

    [Fact]
    public void HoleBeforeTheNewest_IsSeenToo() => Model(null, _klines.RemoveAt(298)).Newest.Gaps.ShouldNotBeEmpty();

    [Fact]
    public void LongAbsence_NeverSqueezesTheChart()
    {
        var old = _klines[0] with { OpenTime = _klines[0].OpenTime - (100_000 * Minute), High = 1e9 };
        var model = Model(null, _klines.Insert(0, old));
        model.Scale.Slots.ShouldBe(300);
        model.Scale.Price.Last.ShouldBeLessThan(1e6);
    }

    [Fact]
    public void FewCandles_StandAtTheRight()
    {
        var scale = Model(null, _klines[^5..]).Scale;
        (scale.Slots, scale.SlotOf(_klines[^1].OpenTime)).ShouldBe((60, 59));
    }

    [Fact]
    public void EveryCandle_StandsInsideThePlot()
    {
        var scale = Model(null, _klines).Scale;
        foreach (var kline in _klines)
        {
            scale.SlotOf(kline.OpenTime).ShouldBeInRange(0, scale.Slots - 1);
            scale.PriceToY(kline.High).ShouldBeInRange(0, scale.PriceToY(kline.Low));
            scale.PriceToY(kline.Low).ShouldBeLessThanOrEqualTo(CandleScale.PriceHeight);
            scale.VolumeToY(kline.Volume).ShouldBeInRange(0, CandleScale.VolumeHeight);
        }
    }

    [Fact]
    public void TimeLabels_AreRoundMomentsInOrder()
    {
        var labels = Model(null, _klines).Scale.TimeLabels(8, UserZone.Utc).ToList();
        labels.Count.ShouldBeInRange(3, 8);
        labels.Select(label => label.Percent).ShouldBeInOrder();
        labels.ShouldAllBe(label => label.Text.EndsWith(":00", StringComparison.Ordinal) || label.Text == "2 Jan");
    }

    [Theory]
    [InlineData("Asia/Shanghai", "UTC+8")]
    [InlineData("Asia/Kathmandu", "UTC+5:45")]
    [InlineData("UTC", "UTC")]
    public void TimeLabels_OfAnotherZone_AreRoundThereToo(string name, string offset)
    {
        var zone = UserZone.Of(name);
        var labels = Model(null, _klines).Scale.TimeLabels(8, zone).ToList();
        labels.Count.ShouldBeInRange(3, 8);
        labels.ShouldAllBe(label => label.Text.EndsWith(":00", StringComparison.Ordinal) || label.Text.EndsWith("Jan", StringComparison.Ordinal));
        zone.OffsetName(_klines[0].OpenTime).ShouldBe(offset);
    }

    [Fact]
    public void NoCandles_DrawNothing() => CandleChartModel.Next(null, [], Interval, 300).ShouldBeNull();

    private static CandleChartModel Model(CandleChartModel? last, ImmutableArray<Kline> klines) => CandleChartModel.Next(last, klines, Interval, 300)!;

    private ImmutableArray<Kline> WithClose(double close) => _klines.SetItem(299, _klines[^1] with
    {
        Close = close,
        High = Math.Max(close, _klines[^1].High),
        Low = Math.Min(close, _klines[^1].Low),
    });
}
