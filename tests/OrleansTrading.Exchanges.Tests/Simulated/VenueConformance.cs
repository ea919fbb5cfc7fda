using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Tests.Streams;
using OrleansTrading.Simulator.Faults;
using Stopwatch = System.Diagnostics.Stopwatch;

namespace OrleansTrading.Exchanges.Tests.Simulated;

/// <summary>What every venue's connector must do against the simulator; each venue inherits it.</summary>
public abstract class VenueConformance
{
    private protected abstract Task<VenueBench> StartAsync();

    [Fact]
    public async Task Streams_EveryKind_Delivers()
    {
        await using var bench = await StartAsync();
        var has = bench.Connector.Capabilities;
        StreamRequest[] wanted =
        [
            .. has.Streams.Where(kind => kind != StreamKind.Kline).Select(kind => new StreamRequest(kind)),
            new(StreamKind.Kline, KlineInterval.OneMinute), new(StreamKind.Kline, KlineInterval.FourHours),
        ];
        foreach (var request in wanted)
        {
            var sink = new RecordingSink();
            await using var subscription = bench.Connector.Streams.Subscribe(bench.Instrument, [request], sink);
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
        await using var bench = await StartAsync();
        var sink = new RecordingSink();
        await using var subscription = bench.Connector.Streams.Subscribe(bench.Instrument, [new StreamRequest(StreamKind.Depth)], sink);
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
        await using var bench = await StartAsync();
        var instruments = await bench.Rest.GetInstrumentsAsync(default);
        instruments.Count.ShouldBe(5);
        instruments.ShouldContain(instrument => instrument.Id == bench.Instrument);
        (await bench.Rest.GetTickersAsync(default)).Select(ticker => ticker.Id).ShouldBe(instruments.Select(instrument => instrument.Id), ignoreOrder: true);
        var time = await bench.Rest.GetServerTimeAsync(default);
        bench.Connector.Clock.Now.ShouldBeGreaterThanOrEqualTo(time);
        var best = await bench.Rest.GetBestPricesAsync(default);
        best.Single(prices => prices.Id == bench.Instrument).Spread.ShouldBeInRange(0, 0.01);
        foreach (var interval in bench.Connector.Capabilities.Intervals)
        {
            var klines = await bench.Rest.GetKlinesAsync(bench.Instrument, interval, null, null, 100, default);
            klines.Count.ShouldBe(100);
            klines.Zip(klines.Skip(1)).ShouldAllBe(pair => pair.Second.OpenTime - pair.First.OpenTime == interval.ToMilliseconds());
            klines.SkipLast(2).ShouldAllBe(kline => kline.Closed);
            klines[^1].Closed.ShouldBeFalse();
        }

        var depth = await bench.Rest.GetDepthAsync(bench.Instrument, 20, default);
        depth.Asks[0].Price.ShouldBeGreaterThan(depth.Bids[0].Price);
        (depth.Asks.Count, depth.Bids.Count).ShouldBe((20, 20));
        var unknown = await Should.ThrowAsync<VenueException>(bench.Rest.GetDepthAsync(bench.Unlisted, 20, default));
        (unknown.Kind, unknown.IsTransient).ShouldBe((ErrorKind.UnknownSymbol, false));
    }

    [Fact]
    public async Task Rest_DerivativesAsked_AreAnsweredOrSaidToBeLacking()
    {
        await using var bench = await StartAsync();
        if (bench.Rest.HasDerivatives)
        {
            (await bench.Rest.GetMarkPriceAsync(bench.Instrument, default)).Price.ShouldBeGreaterThan(0);
            (await bench.Rest.GetOpenInterestAsync(bench.Instrument, default)).Quantity.ShouldBeGreaterThan(0);
            return;
        }

        bench.Connector.Capabilities.Streams.ShouldNotContain(StreamKind.MarkPrice);
        (await Should.ThrowAsync<VenueException>(bench.Rest.GetMarkPriceAsync(bench.Instrument, default))).Kind.ShouldBe(ErrorKind.NotSupported);
        (await Should.ThrowAsync<VenueException>(bench.Rest.GetOpenInterestAsync(bench.Instrument, default))).Kind.ShouldBe(ErrorKind.NotSupported);
    }

    [Fact]
    public async Task Rest_TradesById_AreTheMarketsOrSaidToBeLacking()
    {
        await using var bench = await StartAsync();
        if (!bench.Connector.Capabilities.HasTradeHistory)
        {
            (await Should.ThrowAsync<VenueException>(bench.Rest.GetTradesAsync(bench.Instrument, 1, 10, default))).Kind.ShouldBe(ErrorKind.NotSupported);
            return;
        }

        var now = DateTimeOffset.FromUnixTimeMilliseconds(await bench.Rest.GetServerTimeAsync(default));
        var truth = bench.Truth.Trades(bench.TruthSymbol, now.AddMinutes(-3), now);
        var first = truth[10].AggregateId;
        var trades = await bench.Rest.GetTradesAsync(bench.Instrument, first, 100, default);
        trades.ShouldBe(truth.Skip(10).Take(100).Select(trade => new AggTrade(
            trade.AggregateId, trade.Time.ToUnixTimeMilliseconds(), (double)trade.Price, (double)trade.Quantity, trade.BuyerIsMaker)));
        (await bench.Rest.GetTradesAsync(bench.Instrument, first + 100_000_000, 100, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Http429_WithRetryAfter_IsObeyedAndTheRequestSucceeds()
    {
        await using var bench = await StartAsync();
        bench.Simulator.Faults.Inject(new FaultRequest { Fault = FaultKind.Http, Status = 429, RetryAfterSeconds = 1, Count = 1 });
        var clock = Stopwatch.StartNew();
        (await bench.Rest.GetInstrumentsAsync(default)).Count.ShouldBe(5);
        clock.Elapsed.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(950));
    }

    [Fact]
    public async Task Http503_Once_IsRetried()
    {
        await using var bench = await StartAsync();
        bench.Simulator.Faults.Inject(new FaultRequest { Fault = FaultKind.Http, Status = 503, Count = 2 });
        (await bench.Rest.GetInstrumentsAsync(default)).Count.ShouldBe(5);
    }

    [Fact]
    public async Task Connection_Dropped_IsMadeAnewAndDelivers()
    {
        await using var bench = await StartAsync();
        var sink = new RecordingSink();
        await using var subscription = bench.Connector.Streams.Subscribe(bench.Instrument, [new StreamRequest(StreamKind.BookTicker)], sink);
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
        await using var bench = await StartAsync();
        var (trades, quotes) = (new RecordingSink(), new RecordingSink());
        await using var frozen = bench.Connector.Streams.Subscribe(bench.Instrument, [new StreamRequest(StreamKind.Trade)], trades);
        await using var flowing = bench.Connector.Streams.Subscribe(bench.Instrument, [new StreamRequest(StreamKind.BookTicker)], quotes);
        await trades.UntilAsync(note => note.StartsWith("Trade", StringComparison.Ordinal));
        await quotes.UntilAsync(note => note.StartsWith("BookTicker", StringComparison.Ordinal));
        var fault = bench.Simulator.Faults.Inject(new FaultRequest { Fault = FaultKind.Freeze, Symbol = "BTCUSDT", Stream = bench.TradeStream });
        await trades.UntilAsync("interrupted Trade");
        bench.Simulator.Faults.Clear(fault).ShouldBeTrue();
        await trades.UntilAsync("subscribed Trade");
        await trades.UntilAsync(note => note.StartsWith("Trade", StringComparison.Ordinal));
        await quotes.UntilAsync(note => note.StartsWith("BookTicker", StringComparison.Ordinal));
        flowing.GetHealth()[0].Reconnects.ShouldBe(0);
        frozen.GetHealth()[0].Reconnects.ShouldBe(1);
        bench.Connector.Streams.Statistics.Reconnects.ShouldBe(0);
    }

    [Fact]
    public async Task Frames_CutShort_AreCountedAndTheStreamGoesOn()
    {
        await using var bench = await StartAsync();
        var sink = new RecordingSink();
        await using var subscription = bench.Connector.Streams.Subscribe(bench.Instrument, [new StreamRequest(StreamKind.BookTicker)], sink);
        await sink.UntilAsync("subscribed BookTicker");
        var fault = bench.Simulator.Faults.Inject(new FaultRequest { Fault = FaultKind.Malformed, Count = 3 });
        while (bench.Connector.Streams.Statistics.Malformed < 3)
            await sink.NextAsync();
        await sink.UntilAsync(note => note.StartsWith("BookTicker", StringComparison.Ordinal));
        bench.Simulator.Faults.Clear(fault);
        bench.Connector.Streams.Statistics.Malformed.ShouldBe(3);
    }
}
