using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Tests.Streams;
using OrleansTrading.Simulator.Faults;

namespace OrleansTrading.Exchanges.Tests.Simulated;

public sealed class KrakenSimulatedTests : VenueConformance
{
    private protected override async Task<VenueBench> StartAsync() => await KrakenBench.StartAsync();

    [Theory]
    [InlineData(10)]
    [InlineData(100)]
    public async Task Book_OfAnyDepth_AddsUpMessageAfterMessage(int depth)
    {
        await using var bench = await KrakenBench.StartAsync(bookDepth: depth);
        var sink = new RecordingSink();
        await using var subscription = bench.Connector.Streams.Subscribe(bench.Instrument, [new StreamRequest(StreamKind.Depth)], sink);
        for (var update = 0; update < 200; update++)
            await sink.UntilAsync(note => note.StartsWith("Depth", StringComparison.Ordinal));
        bench.Connector.Streams.Statistics.Malformed.ShouldBe(0);
    }

    [Fact]
    public async Task Book_ThatMissesAMessage_IsFoundOutAndAskedForAnew()
    {
        await using var bench = await KrakenBench.StartAsync();
        var sink = new RecordingSink();
        await using var subscription = bench.Connector.Streams.Subscribe(bench.Instrument, [new StreamRequest(StreamKind.Depth)], sink);
        await sink.UntilAsync(note => note.StartsWith("Depth 3 ", StringComparison.Ordinal));
        // One lost message may be of levels that the checksum does not cover and that the next one writes again.
        do
            bench.Simulator.Faults.Inject(new FaultRequest { Fault = FaultKind.Gap, Stream = "v2.book_25", Count = 1 });
        while (await sink.UntilAsync(IsFoundOutOrTwentyOn()) != "interrupted Depth");
        await sink.UntilAsync("subscribed Depth");
        await sink.UntilAsync(note => note.StartsWith("Depth 1 1 0 ", StringComparison.Ordinal));
        var statistics = bench.Connector.Streams.Statistics;
        (statistics.Malformed, statistics.Reconnects).ShouldBe((1, 0));

        static Func<string, bool> IsFoundOutOrTwentyOn()
        {
            var left = 20;
            return note => note == "interrupted Depth" || --left == 0;
        }
    }

    [Fact]
    public async Task Trades_AfterAnInterruption_ComeEachOnce()
    {
        await using var bench = await KrakenBench.StartAsync(speed: 1);
        var sink = new RecordingSink();
        await using var subscription = bench.Connector.Streams.Subscribe(bench.Instrument, [new StreamRequest(StreamKind.Trade)], sink);
        var ids = new List<long>();
        await GatherAsync(60);
        bench.Simulator.Faults.Inject(new FaultRequest { Fault = FaultKind.Drop });
        await GatherAsync(80);
        // The second snapshot holds what was missed: the ids of the simulated trades have no gaps.
        ids.ShouldBe(Enumerable.Range(0, ids.Count).Select(index => ids[0] + index));
        bench.Connector.Streams.Statistics.Reconnects.ShouldBe(1);

        async Task GatherAsync(int count)
        {
            while (ids.Count < count)
                ids.Add(long.Parse((await sink.UntilAsync(note => note.StartsWith("Trade", StringComparison.Ordinal))).Split(' ')[1]));
        }
    }

    [Fact]
    public async Task Candles_ByStream_AreNeverClosedAndByRestAreOnceAnotherFollows()
    {
        await using var bench = await KrakenBench.StartAsync();
        var sink = new RecordingSink();
        await using var subscription = bench.Connector.Streams.Subscribe(
            bench.Instrument, [new StreamRequest(StreamKind.Kline, KlineInterval.OneMinute)], sink);
        var first = await sink.UntilAsync(note => note.StartsWith("Kline", StringComparison.Ordinal));
        await sink.UntilAsync(note => note.StartsWith("Kline", StringComparison.Ordinal) && note != first);
        sink.FirstClosed.Task.IsCompleted.ShouldBeFalse();
        var over = long.Parse(first.Split(' ')[2]);
        var kline = (await bench.Rest.GetKlinesAsync(bench.Instrument, KlineInterval.OneMinute, over, over, 1, default)).Single();
        kline.Closed.ShouldBeTrue();
        var truth = bench.Simulator.Market.Klines("BTCUSDT", "1m", Time(over), Time(over), bench.Simulator.Clock.Now).Single();
        (kline.Open, kline.Close, kline.Volume, kline.Trades).ShouldBe(((double)truth.Open, (double)truth.Close, (double)truth.Volume, (int)truth.Trades));
        kline.QuoteVolume.ShouldBe((double)truth.QuoteVolume, (double)truth.QuoteVolume * 1e-5);
    }

    [Fact]
    public async Task Candles_BeforeTheVenuesHistory_AreNotThere()
    {
        await using var bench = await KrakenBench.StartAsync(speed: 1);
        var oldest = (await bench.Rest.GetKlinesAsync(bench.Instrument, KlineInterval.OneHour, null, null, 720, default))[0].OpenTime;
        const long Hour = 3_600_000;
        (await bench.Rest.GetKlinesAsync(bench.Instrument, KlineInterval.OneHour, oldest - (20 * Hour), oldest - (10 * Hour), 11, default)).ShouldBeEmpty();
        var reaching = await bench.Rest.GetKlinesAsync(bench.Instrument, KlineInterval.OneHour, oldest - (2 * Hour), oldest + (2 * Hour), 5, default);
        reaching.Select(kline => kline.OpenTime).ShouldBe([oldest, oldest + Hour, oldest + (2 * Hour)]);
    }

    [Fact]
    public async Task Subscriber_ThatComesLater_IsToldThatTheStreamFlows()
    {
        await using var bench = await KrakenBench.StartAsync();
        var (early, late) = (new RecordingSink(), new RecordingSink());
        await using var first = bench.Connector.Streams.Subscribe(bench.Instrument, [new StreamRequest(StreamKind.BookTicker)], early);
        await early.UntilAsync(note => note.StartsWith("BookTicker", StringComparison.Ordinal));
        await using var second = bench.Connector.Streams.Subscribe(bench.Instrument, [new StreamRequest(StreamKind.BookTicker)], late);
        await late.UntilAsync("subscribed BookTicker");
        await late.UntilAsync(note => note.StartsWith("BookTicker", StringComparison.Ordinal));
        first.GetHealth()[0].State.ShouldBe(StreamState.Live);
    }

    [Fact]
    public async Task Pair_ThatIsNotListed_IsRefusedAndHoldsNoOtherBack()
    {
        await using var bench = await KrakenBench.StartAsync();
        var (bad, good) = (new RecordingSink(), new RecordingSink());
        await using var none = bench.Connector.Streams.Subscribe(bench.Unlisted, [new StreamRequest(StreamKind.Trade)], bad);
        await using var some = bench.Connector.Streams.Subscribe(bench.Instrument, [new StreamRequest(StreamKind.Trade)], good);
        await good.UntilAsync("subscribed Trade");
        await good.UntilAsync(note => note.StartsWith("Trade", StringComparison.Ordinal));
        bad.WaitingNotes.ShouldBe(0);
        bench.Connector.Streams.Statistics.Reconnects.ShouldBe(0);
    }

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
