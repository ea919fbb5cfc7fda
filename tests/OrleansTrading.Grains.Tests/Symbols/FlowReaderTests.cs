using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Flow;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Grains.Symbols;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Symbols;

public sealed class FlowReaderTests
{
    /// <summary>A candle of five minutes begins here: as long as the seconds that facts are taken of.</summary>
    private const long Start = 1_767_225_600_000;
    private const int Candle = OrderFlow.FactsSeconds;

    private readonly OrderFlow _flow = new();
    private readonly ManualTimeProvider _time = new();
    private long _id;

    [Fact]
    public void At_ClosedCandle_IsReadTheSameWhenItsSecondsAreHeldNoLonger()
    {
        var reader = new FlowReader(_flow);
        Walk(0, Candle + 5);
        var facts = reader.At(KlineInterval.FiveMinutes, Start).ShouldNotBeNull();
        facts.DeltaShare.ShouldBe(1.0 / 3, 1e-12, "two of three are bought");
        Walk(Candle + 5, Candle + 5 + OrderFlow.HeldSeconds);

        reader.At(KlineInterval.FiveMinutes, Start).ShouldBe(facts);
        new FlowReader(_flow).At(KlineInterval.FiveMinutes, Start).ShouldBeNull();
    }

    [Fact]
    public void At_CandleThatARepairChanges_IsReadAgain()
    {
        var reader = new FlowReader(_flow);
        Walk(0, Candle + 5);
        var before = reader.At(KlineInterval.FiveMinutes, Start).ShouldNotBeNull();
        _flow.OnTrade(new AggTrade(++_id, Start + 10_000, 100, 300, IsBuyerMaker: true), isRepaired: true);
        reader.At(KlineInterval.FiveMinutes, Start).ShouldNotBeNull().DeltaShare.ShouldBe(-1.0 / 3, 1e-12);
        before.DeltaShare.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void At_CandleThatIsNotOver_IsNotKept()
    {
        var reader = new FlowReader(_flow);
        Walk(0, Candle - 1);
        reader.At(KlineInterval.FiveMinutes, Start).ShouldBeNull("its last second has not come");
        Walk(Candle - 1, Candle);
        var early = reader.At(KlineInterval.FiveMinutes, Start).ShouldNotBeNull();
        // It comes late, but before the second counts as over.
        _flow.OnTrade(new AggTrade(++_id, Start + (Candle * 1000) - 1, 100, 30, IsBuyerMaker: true), isRepaired: false);
        reader.At(KlineInterval.FiveMinutes, Start).ShouldNotBeNull().DeltaShare.ShouldBeLessThan(early.DeltaShare);
    }

    [Fact]
    public void Now_FlowOfThePresent_IsReadAndStaleFlowIsNot()
    {
        var (reader, clock) = (new FlowReader(_flow), new VenueClock(_time));
        clock.Observe(Start);
        reader.Now(clock).ShouldBeNull();
        Walk(0, Candle + 5);
        clock.Observe(Start + ((Candle + 5) * 1000));
        reader.Now(clock).ShouldNotBeNull();
        _time.Advance(TimeSpan.FromSeconds(9));
        reader.Now(clock).ShouldNotBeNull();
        _time.Advance(TimeSpan.FromSeconds(2));
        reader.Now(clock).ShouldBeNull("the newest price is older than ten seconds");
        Walk(Candle + 5, Candle + 16);
        reader.Now(clock).ShouldNotBeNull();
        _flow.OnInterrupted(StreamKind.BookTicker);
        reader.Now(clock).ShouldBeNull();
    }

    /// <summary>Each second a change of the best bid's quantity and a trade of one; two of three are bought.</summary>
    private void Walk(int from, int to)
    {
        for (var second = from; second < to; second++)
        {
            var time = Start + (second * 1000);
            _flow.OnBookTicker(new BookTicker(second + 1, time, 99, 1 + (second % 2), 101, 1));
            _flow.OnTrade(new AggTrade(++_id, time, 100, 1, second % 3 == 0), isRepaired: false);
        }
    }
}
