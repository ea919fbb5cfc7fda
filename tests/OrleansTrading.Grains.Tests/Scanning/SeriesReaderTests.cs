using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Signals;
using OrleansTrading.Grains.Symbols;
using OrleansTrading.Grains.Tests.Fakes;

namespace OrleansTrading.Grains.Tests.Scanning;

public sealed class SeriesReaderTests
{
    private const long Minute = MadeUpMarket.Minute;
    private const long Start = 1_767_225_600_000;
    private const KlineInterval Interval = KlineInterval.OneMinute;

    private readonly CandleRing _ring = new(Interval, 100);
    private readonly MadeUpMarket _market = new(7);

    [Fact]
    public void CatchUp_WithNothingClosed_IsNone()
    {
        var reader = new SeriesReader(_ring);
        reader.CatchUp().ShouldBeNull();
        _ring.Apply(Candle(0) with { Closed = false }, KlineSource.Stream);
        reader.CatchUp().ShouldBeNull();
        reader.TryGetOpen(out _).ShouldBeFalse();
    }

    [Fact]
    public void CatchUp_AsCandlesClose_FeedsThemOnWithoutReadingAnew()
    {
        var reader = new SeriesReader(_ring);
        Close(0, 59);
        reader.CatchUp()!.Closed.ShouldBe(Read(0, 59));
        Close(60, 300);
        reader.CatchUp();
        reader.Rebuilds.ShouldBe(2, "most of what has come since has left the ring again");
        Close(301, 350);
        reader.CatchUp()!.Count.ShouldBe(150);
        reader.CatchUp();
        reader.Rebuilds.ShouldBe(2);
    }

    [Fact]
    public void CatchUp_AfterOlderCandlesHaveCome_ReadsThemToo()
    {
        var reader = new SeriesReader(_ring);
        Close(50, 60);
        reader.CatchUp()!.Count.ShouldBe(11);
        Close(20, 49);
        reader.CatchUp()!.Closed.ShouldBe(Read(20, 60));
        reader.CatchUp()!.Count.ShouldBe(41);
    }

    [Fact]
    public void CatchUp_AfterARepair_ReadsTheRepairedCandle()
    {
        var reader = new SeriesReader(_ring);
        Close(0, 60);
        reader.CatchUp();
        var repaired = Candle(55) with { Close = Candle(55).High };
        _ring.Apply(repaired, KlineSource.Repair).ShouldBe(RingChange.Repaired);

        var expected = new ReadingTracker();
        for (var minute = 0; minute <= 60; minute++)
            expected.Update(minute == 55 ? repaired : Candle(minute));
        reader.CatchUp()!.Closed.ShouldBe(expected.Closed);
    }

    [Fact]
    public void CatchUp_OverAGap_ReadsWhatFollowsIt_AndAllOfItWhenItIsFilled()
    {
        var reader = new SeriesReader(_ring);
        Close(0, 60);
        reader.CatchUp();
        Close(62, 70);
        reader.CatchUp()!.Count.ShouldBe(9);
        Close(61, 61);
        reader.CatchUp()!.Closed.ShouldBe(Read(0, 70));
    }

    [Fact]
    public void TryGetOpen_OfARunningCandle_IsTheOneThatFollows()
    {
        var reader = new SeriesReader(_ring);
        Close(0, 10);
        var open = Candle(11) with { Closed = false };
        _ring.Apply(open, KlineSource.Stream);
        reader.CatchUp();
        reader.TryGetOpen(out var found).ShouldBeTrue();
        found.ShouldBe(open);
        _ring.Apply(Candle(12) with { Closed = false }, KlineSource.Stream);
        reader.CatchUp();
        reader.TryGetOpen(out _).ShouldBeFalse("the one in between has ended but is not closed");
    }

    private void Close(int from, int to)
    {
        for (var minute = from; minute <= to; minute++)
            _ring.Apply(Candle(minute), KlineSource.Rest);
    }

    private ReadingBasis Read(int from, int to)
    {
        var tracker = new ReadingTracker();
        for (var minute = from; minute <= to; minute++)
            tracker.Update(Candle(minute));
        return tracker.Closed;
    }

    private Kline Candle(int minute) => _market.Base(Start + (minute * Minute), long.MaxValue / 2);
}
