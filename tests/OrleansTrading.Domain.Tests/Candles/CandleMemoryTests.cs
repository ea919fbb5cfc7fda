using OrleansTrading.Domain.Candles;
using OrleansTrading.TestKit;
using static OrleansTrading.Domain.Tests.Candles.Klines;

namespace OrleansTrading.Domain.Tests.Candles;

public sealed class CandleMemoryTests
{
    [Fact]
    public void Ring_PerCandle_TakesAtMost80Bytes()
    {
        const int Rings = 200;
        var kept = new CandleRing[Rings];
        kept[0] = new CandleRing(KlineInterval.OneMinute);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Rings; i++)
            kept[i] = new CandleRing(KlineInterval.OneMinute);
        var perCandle = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)(Rings * CandleRing.DefaultCapacity);

        perCandle.ShouldBeLessThanOrEqualTo(80);
        (kept[0].Bytes / (double)CandleRing.DefaultCapacity).ShouldBeLessThanOrEqualTo(perCandle);
    }

    [Fact]
    public void Book_StreamOfADay_AllocatesNothing()
    {
        var changes = new List<CandleChange>(64);
        var random = new Random(5);
        var day = Enumerable.Range(0, 2 * 1440).Select(minute => Random(random, At(minute))).ToArray();
        var closed = 0;
        AllocatedMemory.Least(() =>
        {
            var book = new CandleBook([KlineInterval.OneMinute, KlineInterval.FiveMinutes, KlineInterval.OneHour, KlineInterval.FourHours]);
            Stream(book, day.AsSpan(0, 1440), changes);
            return () => closed = Stream(book, day.AsSpan(1440), changes);
        }).ShouldBe(0);
        closed.ShouldBe(1440 + 288 + 24 + 6);
    }

    private static int Stream(CandleBook book, ReadOnlySpan<Kline> klines, List<CandleChange> changes)
    {
        var closed = 0;
        foreach (ref readonly var kline in klines)
        {
            changes.Clear();
            book.ApplyStream(kline with { Closed = false, Trades = 0, Volume = 0 }, changes);
            book.ApplyStream(kline with { Closed = false }, changes);
            book.ApplyStream(kline, changes);
            closed += changes.Count;
        }

        return closed;
    }
}
