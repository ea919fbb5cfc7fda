using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Binance.WebSocket;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Streams;
using OrleansTrading.Exchanges.Tests.Streams;
using OrleansTrading.Simulator.Faults;
using Stopwatch = System.Diagnostics.Stopwatch;

namespace OrleansTrading.Exchanges.Tests.Simulated;

public sealed class SimulatedVenueTests
{
    [Fact]
    public async Task Streams_EveryKind_Delivers()
    {
        await using var bench = await SimulatorBench.StartAsync();
        StreamRequest[] wanted =
        [
            new(StreamKind.Trade), new(StreamKind.BookTicker), new(StreamKind.Depth), new(StreamKind.MarkPrice),
            new(StreamKind.Kline, KlineInterval.OneMinute), new(StreamKind.Kline, KlineInterval.FourHours),
        ];
        foreach (var request in wanted)
        {
            var sink = new RecordingSink();
            await using var subscription = bench.Connector.Streams.Subscribe(SimulatorBench.Bitcoin, [request], sink);
            await sink.UntilAsync($"subscribed {request.Kind}");
            await sink.UntilAsync(note => note.StartsWith(request.Kind.ToString(), StringComparison.Ordinal));
            if (request.Kind != StreamKind.Depth)
                sink.Last.Kind.ShouldBe(request.Kind);
            subscription.GetHealth()[0].State.ShouldBe(StreamState.Live);
        }

        var statistics = bench.Connector.Streams.Statistics;
        (statistics.Malformed, statistics.Reconnects).ShouldBe((0, 0));
    }

    [Fact]
    public async Task Depth_OfTheSimulator_IsAnUnbrokenChain()
    {
        await using var bench = await SimulatorBench.StartAsync();
        var sink = new RecordingSink();
        await using var subscription = bench.Connector.Streams.Subscribe(SimulatorBench.Bitcoin, [new StreamRequest(StreamKind.Depth)], sink);
        long? previous = null;
        for (var update = 0; update < 20; update++)
        {
            var parts = (await sink.UntilAsync(note => note.StartsWith("Depth", StringComparison.Ordinal))).Split(' ');
            if (previous is { } final)
                long.Parse(parts[3]).ShouldBe(final);
            previous = long.Parse(parts[2]);
        }
    }

    [Fact]
    public async Task Rest_EveryRequest_IsAnswered()
    {
        await using var bench = await SimulatorBench.StartAsync();
        var instruments = await bench.Rest.GetInstrumentsAsync(default);
        instruments.Count.ShouldBe(5);
        instruments.ShouldContain(instrument => instrument.Id == SimulatorBench.Bitcoin);
        (await bench.Rest.GetTickersAsync(default)).Select(ticker => ticker.Id).ShouldBe(instruments.Select(instrument => instrument.Id), ignoreOrder: true);
        var time = await bench.Rest.GetServerTimeAsync(default);
        bench.Connector.Clock.Now.ShouldBeGreaterThanOrEqualTo(time);
        foreach (var interval in KlineIntervals.All)
        {
            var klines = await bench.Rest.GetKlinesAsync(SimulatorBench.Bitcoin, interval, null, null, 100, default);
            klines.Count.ShouldBe(100);
            klines.Zip(klines.Skip(1)).ShouldAllBe(pair => pair.Second.OpenTime - pair.First.OpenTime == interval.ToMilliseconds());
            klines.SkipLast(2).ShouldAllBe(kline => kline.Closed);
            klines[^1].Closed.ShouldBeFalse();
        }

        (await bench.Rest.GetMarkPriceAsync(SimulatorBench.Bitcoin, default)).Price.ShouldBeGreaterThan(0);
        (await bench.Rest.GetOpenInterestAsync(SimulatorBench.Bitcoin, default)).Quantity.ShouldBeGreaterThan(0);
        var depth = await bench.Rest.GetDepthAsync(SimulatorBench.Bitcoin, 20, default);
        depth.Asks[0].Price.ShouldBeGreaterThan(depth.Bids[0].Price);
        var unknown = await Should.ThrowAsync<Exchanges.Errors.VenueException>(bench.Rest.GetOpenInterestAsync(new InstrumentId("binance", "NOSUCHUSDT"), default));
        unknown.Kind.ShouldBe(Exchanges.Errors.ErrorKind.UnknownSymbol);
    }

    [Fact]
    public async Task Klines_ClosedByRest_EqualThoseClosedByStream()
    {
        await using var bench = await SimulatorBench.StartAsync();
        var sink = new RecordingSink();
        await using var subscription = bench.Connector.Streams.Subscribe(
            SimulatorBench.Bitcoin, [new StreamRequest(StreamKind.Kline, KlineInterval.OneMinute)], sink);
        var closed = await sink.FirstClosed.Task.WaitAsync(Patience.Long);
        var klines = await bench.Rest.GetKlinesAsync(SimulatorBench.Bitcoin, KlineInterval.OneMinute, closed.OpenTime, closed.OpenTime, 1, default);
        klines.Single().ShouldBe(closed);
    }

    [Fact]
    public async Task Http429_WithRetryAfter_IsObeyedAndTheRequestSucceeds()
    {
        await using var bench = await SimulatorBench.StartAsync();
        bench.Simulator.Faults.Inject(new FaultRequest { Fault = FaultKind.Http, Status = 429, RetryAfterSeconds = 1, Count = 1 });
        var clock = Stopwatch.StartNew();
        (await bench.Rest.GetInstrumentsAsync(default)).Count.ShouldBe(5);
        clock.Elapsed.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(950));
    }

    [Fact]
    public async Task Http503_Once_IsRetried()
    {
        await using var bench = await SimulatorBench.StartAsync();
        bench.Simulator.Faults.Inject(new FaultRequest { Fault = FaultKind.Http, Status = 503, Count = 2 });
        (await bench.Rest.GetInstrumentsAsync(default)).Count.ShouldBe(5);
    }

    [Fact]
    public async Task Connection_Dropped_IsMadeAnewAndDelivers()
    {
        await using var bench = await SimulatorBench.StartAsync();
        var sink = new RecordingSink();
        await using var subscription = bench.Connector.Streams.Subscribe(SimulatorBench.Bitcoin, [new StreamRequest(StreamKind.BookTicker)], sink);
        await sink.UntilAsync(note => note.StartsWith("BookTicker", StringComparison.Ordinal));
        bench.Simulator.Faults.Inject(new FaultRequest { Fault = FaultKind.Drop });
        await sink.UntilAsync("interrupted BookTicker");
        await sink.UntilAsync("subscribed BookTicker");
        await sink.UntilAsync(note => note.StartsWith("BookTicker", StringComparison.Ordinal));
        subscription.GetHealth()[0].Reconnects.ShouldBe(1);
    }

    [Fact]
    public async Task Stream_Frozen_IsAskedForAgainWhileOthersFlow()
    {
        await using var bench = await SimulatorBench.StartAsync();
        var (trades, marks) = (new RecordingSink(), new RecordingSink());
        await using var frozen = bench.Connector.Streams.Subscribe(SimulatorBench.Bitcoin, [new StreamRequest(StreamKind.Trade)], trades);
        await using var flowing = bench.Connector.Streams.Subscribe(SimulatorBench.Bitcoin, [new StreamRequest(StreamKind.MarkPrice)], marks);
        await trades.UntilAsync(note => note.StartsWith("Trade", StringComparison.Ordinal));
        await marks.UntilAsync(note => note.StartsWith("MarkPrice", StringComparison.Ordinal));
        var fault = bench.Simulator.Faults.Inject(new FaultRequest { Fault = FaultKind.Freeze, Symbol = "BTCUSDT", Stream = "aggTrade" });
        await trades.UntilAsync("interrupted Trade");
        bench.Simulator.Faults.Clear(fault).ShouldBeTrue();
        await trades.UntilAsync("subscribed Trade");
        await trades.UntilAsync(note => note.StartsWith("Trade", StringComparison.Ordinal));
        await marks.UntilAsync(note => note.StartsWith("MarkPrice", StringComparison.Ordinal));
        flowing.GetHealth()[0].Reconnects.ShouldBe(0);
        frozen.GetHealth()[0].Reconnects.ShouldBe(1);
        bench.Connector.Streams.Statistics.Reconnects.ShouldBe(0);
    }

    [Fact]
    public async Task Frames_CutShort_AreCountedAndTheStreamGoesOn()
    {
        await using var bench = await SimulatorBench.StartAsync();
        var sink = new RecordingSink();
        await using var subscription = bench.Connector.Streams.Subscribe(SimulatorBench.Bitcoin, [new StreamRequest(StreamKind.BookTicker)], sink);
        await sink.UntilAsync("subscribed BookTicker");
        var fault = bench.Simulator.Faults.Inject(new FaultRequest { Fault = FaultKind.Malformed, Count = 3 });
        while (bench.Connector.Streams.Statistics.Malformed < 3)
            await sink.NextAsync();
        await sink.UntilAsync(note => note.StartsWith("BookTicker", StringComparison.Ordinal));
        bench.Simulator.Faults.Clear(fault);
        bench.Connector.Streams.Statistics.Malformed.ShouldBe(3);
    }

    [Fact]
    public async Task Streams_OnTheWrongPath_AreFoundOut()
    {
        await using var bench = await SimulatorBench.StartAsync();
        var log = new EventLog();
        await using var streams = new MarketStreams(
            new WrongPath(new BinanceStreamProtocol(bench.Environment, bench.Settings)), bench.Settings.Streams, new VenueClock(TimeProvider.System), TimeProvider.System, log);
        var sink = new RecordingSink();
        await using var subscription = streams.Subscribe(SimulatorBench.Bitcoin, [new StreamRequest(StreamKind.Trade)], sink);
        (await sink.NextAsync()).ShouldBe("subscribed Trade");
        (await sink.NextAsync()).ShouldBe("interrupted Trade");
        (await sink.NextAsync()).ShouldBe("subscribed Trade");
        (await sink.NextAsync()).ShouldBe("interrupted Trade");
        await log.WhenLoggedAsync(2303);
        streams.Statistics.Messages.ShouldBe(0);
        streams.Statistics.Resubscriptions.ShouldBe(1);
        streams.Statistics.Reconnects.ShouldBe(1);
    }
}
