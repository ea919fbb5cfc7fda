using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Streams;

namespace OrleansTrading.Exchanges.Tests.Streams;

public sealed class StreamOverlapTests
{
    private static readonly MarketStream Old = Stream();
    private static readonly MarketStream Young = Stream();

    [Fact]
    public void Admits_TwoConnectionsInAnyInterleaving_TellsEveryTradeOnceAndInOrder()
    {
        for (var seed = 0; seed < 3000; seed++)
        {
            var random = new Random(seed);
            var overlap = new StreamOverlap(StreamKind.Trade, hasIds: true);
            overlap.Begin(Young);
            var (old, young) = (1L, 1L + random.Next(10));
            List<long> told = [];
            // The old one is read to its end before it is taken away; the new one goes on.
            while (old <= 40)
            {
                if (young > 40 || random.Next(2) == 0)
                    Bring(overlap, Old, old++, told);
                else
                    Bring(overlap, Young, young++, told);
            }

            overlap.IsBehind.ShouldBeFalse($"seed {seed}");
            overlap.IsComplete(isDrained: true).ShouldBeTrue($"seed {seed}");
            overlap.End(Young);
            while (young <= 60)
                Bring(overlap, Young, young++, told);
            told.ShouldBe(Enumerable.Range(1, 60).Select(id => (long)id), $"seed {seed}");
            overlap.IsOver.ShouldBeTrue();
        }
    }

    [Fact]
    public void Admits_NewConnectionFails_TheOldOneGoesOnWithoutDoubleOrGap()
    {
        for (var seed = 0; seed < 3000; seed++)
        {
            var random = new Random(seed);
            var overlap = new StreamOverlap(StreamKind.Trade, hasIds: true);
            overlap.Begin(Young);
            var (old, young) = (1L, 1L + random.Next(10));
            List<long> told = [];
            for (var step = random.Next(60); step > 0; step--)
            {
                if (random.Next(2) == 0)
                    Bring(overlap, Old, old++, told);
                else
                    Bring(overlap, Young, young++, told);
            }

            overlap.End(Old);
            while (old <= 80)
                Bring(overlap, Old, old++, told);
            told.ShouldBe(Enumerable.Range(1, 80).Select(id => (long)id), $"seed {seed}");
        }
    }

    [Fact]
    public void IsComplete_OldConnectionLostWithSomethingOnItsWay_IsFalse()
    {
        var overlap = new StreamOverlap(StreamKind.Trade, hasIds: true);
        overlap.Begin(Young);
        Bring(overlap, Old, 1, []);
        Bring(overlap, Young, 3, []);
        overlap.IsBehind.ShouldBeTrue();
        overlap.IsComplete(isDrained: true).ShouldBeFalse();
        Bring(overlap, Old, 2, []);
        overlap.IsComplete(isDrained: false).ShouldBeFalse();
        Bring(overlap, Old, 3, []);
        overlap.IsComplete(isDrained: false).ShouldBeTrue();
    }

    [Fact]
    public void Admits_NewConnectionJoinedWhileTheOldOneWasInterrupted_BringsWhatFollowsNothing()
    {
        var overlap = new StreamOverlap(StreamKind.Trade, hasIds: true);
        overlap.Begin(Young);
        List<long> told = [];
        Bring(overlap, Old, 1, told);
        overlap.Join();
        Bring(overlap, Young, 5, told);
        overlap.IsBehind.ShouldBeFalse();
        Bring(overlap, Old, 3, told);
        Bring(overlap, Young, 8, told);
        overlap.IsBehind.ShouldBeTrue("what follows its own gap waits again for the old one");
        foreach (var id in new long[] { 6, 7, 8 })
            Bring(overlap, Old, id, told);
        Bring(overlap, Young, 9, told);
        told.ShouldBe([1, 5, 6, 7, 8, 9]);
    }

    [Fact]
    public void Admits_BookJoinedWhileTheOldOneWasInterrupted_BringsWhatFollowsNothing()
    {
        var overlap = new StreamOverlap(StreamKind.Depth, hasIds: true);
        overlap.Begin(Young);
        Brings(overlap, Old, new DepthUpdate(1, 500, 500, 499, [], [])).ShouldBeTrue();
        overlap.Join();
        Brings(overlap, Young, new DepthUpdate(2, 510, 512, 509, [], [])).ShouldBeTrue();
        Brings(overlap, Old, new DepthUpdate(2, 501, 503, 500, [], [])).ShouldBeFalse();
        overlap.IsBehind.ShouldBeFalse();
    }

    [Fact]
    public void Admits_ClosingOfAnEarlierCandleThatComesLate_IsToldOnce()
    {
        var overlap = new StreamOverlap(StreamKind.Kline, hasIds: true);
        overlap.Begin(Young);
        Brings(overlap, Old, Candle(0, 10, closed: false)).ShouldBeTrue();
        Brings(overlap, Young, Candle(60_000, 60_010, closed: false)).ShouldBeTrue();
        overlap.IsComplete(isDrained: false).ShouldBeFalse();
        Brings(overlap, Old, Candle(0, 59_000, closed: false)).ShouldBeFalse();
        Brings(overlap, Old, Candle(0, 60_000, closed: true)).ShouldBeTrue();
        Brings(overlap, Old, Candle(0, 60_000, closed: true)).ShouldBeFalse();
        Brings(overlap, Old, Candle(60_000, 60_010, closed: false)).ShouldBeFalse();
        Brings(overlap, Old, Candle(60_000, 60_300, closed: false)).ShouldBeTrue();
        overlap.IsComplete(isDrained: false).ShouldBeTrue();
        Brings(overlap, Young, Candle(60_000, 120_000, closed: true)).ShouldBeTrue();
        Brings(overlap, Old, Candle(60_000, 120_000, closed: true)).ShouldBeFalse();
    }

    [Fact]
    public void Admits_BookThatBeginsAnewWithASnapshot_ReplacesTheOldOne()
    {
        var overlap = new StreamOverlap(StreamKind.Depth, hasIds: true);
        overlap.Begin(Young);
        Brings(overlap, Old, new DepthUpdate(1, 500, 500, 499, [], [])).ShouldBeTrue();
        Brings(overlap, Young, new DepthUpdate(2, 1, 1, 0, [], [], isSnapshot: true)).ShouldBeTrue();
        Brings(overlap, Old, new DepthUpdate(3, 501, 501, 500, [], [])).ShouldBeFalse();
        Brings(overlap, Young, new DepthUpdate(3, 2, 2, 1, [], [])).ShouldBeTrue();
        overlap.IsReplaced.ShouldBeTrue();
        overlap.IsComplete(isDrained: false).ShouldBeTrue();
    }

    [Fact]
    public void Admits_BestPricesWithoutIds_ComeFromTheNewConnectionFromItsFirstOn()
    {
        var overlap = new StreamOverlap(StreamKind.BookTicker, hasIds: false);
        overlap.Begin(Young);
        Brings(overlap, Old, Ticker(5)).ShouldBeTrue();
        Brings(overlap, Old, Ticker(6)).ShouldBeTrue();
        Brings(overlap, Young, Ticker(1_000_006)).ShouldBeTrue();
        Brings(overlap, Old, Ticker(7)).ShouldBeFalse();
        Brings(overlap, Young, Ticker(1_000_007)).ShouldBeTrue();
    }

    private static void Bring(StreamOverlap overlap, MarketStream origin, long id, List<long> told)
    {
        if (Brings(overlap, origin, MarketEvent.ForTrade(new AggTrade(id, id, 1, 1, false), 0)))
            told.Add(id);
    }

    private static bool Brings(StreamOverlap overlap, MarketStream origin, in MarketEvent marketEvent)
    {
        if (!overlap.Admits(origin, in marketEvent))
            return false;
        overlap.Told(origin, in marketEvent);
        return true;
    }

    private static bool Brings(StreamOverlap overlap, MarketStream origin, in DepthUpdate update)
    {
        if (!overlap.Admits(origin, in update))
            return false;
        overlap.Told(origin, in update);
        return true;
    }

    private static MarketEvent Candle(long openTime, long eventTime, bool closed) => MarketEvent.ForKline(
        KlineInterval.OneMinute, new Kline(openTime, 1, 1, 1, 1, 1, 1, 1, 1, 1, closed), eventTime, 0);

    private static MarketEvent Ticker(long id) => MarketEvent.ForBookTicker(new BookTicker(id, 1, 1, 1, 2, 1), 0);

    private static MarketStream Stream() => new(
        "btcusdt@aggTrade", new InstrumentId("binance", "BTCUSDT"), new StreamRequest(StreamKind.Trade),
        new StreamTimeouts(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)));
}
