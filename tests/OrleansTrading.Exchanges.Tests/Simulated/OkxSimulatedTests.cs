using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Tests.Streams;
using OrleansTrading.Simulator.Faults;

namespace OrleansTrading.Exchanges.Tests.Simulated;

public sealed class OkxSimulatedTests : VenueConformance
{
    private protected override async Task<VenueBench> StartAsync() => await OkxBench.StartAsync();

    [Fact]
    public async Task Instruments_SizesInContracts_AreToldInBaseUnits()
    {
        await using var bench = await OkxBench.StartAsync();
        var instrument = (await bench.Rest.GetInstrumentsAsync(default)).Single(instrument => instrument.Id == bench.Instrument);
        (instrument.BaseAsset, instrument.QuoteAsset, instrument.TickSize).ShouldBe(("BTC", "USDT", 0.1m));
        (instrument.StepSize, instrument.MinQuantity, instrument.ContractSize).ShouldBe((0.001m, 0.001m, 0.01m));
    }

    [Fact]
    public async Task Candles_ByRequest_AreTheMarketsInEveryPage()
    {
        await using var bench = await OkxBench.StartAsync(speed: 1);
        const long Minute = 60_000;
        var now = await bench.Rest.GetServerTimeAsync(default);
        // Three pages of history, and the newest page.
        foreach (var from in (long[])[(now / Minute * Minute) - (5_000 * Minute), (now / Minute * Minute) - (290 * Minute)])
        {
            var klines = await bench.Rest.GetKlinesAsync(bench.Instrument, KlineInterval.OneMinute, from, from + (249 * Minute), 300, default);
            var truth = bench.Truth.Klines(bench.TruthSymbol, "1m", Time(from), Time(from + (249 * Minute)), Time(now));
            klines.Select(kline => (kline.OpenTime, kline.Open, kline.High, kline.Low, kline.Close, kline.Volume, kline.QuoteVolume)).ShouldBe(
                truth.Select(candle => (candle.OpenTime.ToUnixTimeMilliseconds(), (double)candle.Open, (double)candle.High, (double)candle.Low,
                    (double)candle.Close, (double)candle.Volume, (double)candle.QuoteVolume)));
            klines.Count.ShouldBe(250);
            klines.ShouldAllBe(kline => kline.Closed);
        }
    }

    [Fact]
    public async Task Candles_ByStream_AreClosedByTheVenue()
    {
        await using var bench = await OkxBench.StartAsync();
        var sink = new RecordingSink();
        await using var subscription = bench.Connector.Streams.Subscribe(
            bench.Instrument, [new StreamRequest(StreamKind.Kline, KlineInterval.OneMinute)], sink);
        var kline = await sink.FirstClosed.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        var truth = bench.Truth.Klines(bench.TruthSymbol, "1m", Time(kline.OpenTime), Time(kline.OpenTime), bench.Simulator.Clock.Now).Single();
        (kline.Open, kline.High, kline.Low, kline.Close, kline.Volume, kline.QuoteVolume).ShouldBe(
            ((double)truth.Open, (double)truth.High, (double)truth.Low, (double)truth.Close, (double)truth.Volume, (double)truth.QuoteVolume));
    }

    [Fact]
    public async Task Book_ThatMissesAMessage_IsFoundOutAtOnceAndAskedForAnew()
    {
        await using var bench = await OkxBench.StartAsync();
        var sink = new RecordingSink();
        await using var subscription = bench.Connector.Streams.Subscribe(bench.Instrument, [new StreamRequest(StreamKind.Depth)], sink);
        await sink.UntilAsync(note => note.StartsWith("Depth 3 ", StringComparison.Ordinal));
        bench.Simulator.Faults.Inject(new FaultRequest { Fault = FaultKind.Gap, Stream = "v5.books", Count = 1 });
        await sink.UntilAsync("interrupted Depth");
        await sink.UntilAsync("subscribed Depth");
        await sink.UntilAsync(note => note.StartsWith("Depth 1 1 0 ", StringComparison.Ordinal));
        var statistics = bench.Connector.Streams.Statistics;
        (statistics.Malformed, statistics.Reconnects).ShouldBe((1, 0));
    }

    [Fact]
    public async Task Swap_ThatIsNotListed_IsRefusedAndHoldsNoOtherBack()
    {
        await using var bench = await OkxBench.StartAsync();
        var (bad, good) = (new RecordingSink(), new RecordingSink());
        await using var none = bench.Connector.Streams.Subscribe(bench.Unlisted, [new StreamRequest(StreamKind.BookTicker)], bad);
        await using var some = bench.Connector.Streams.Subscribe(bench.Instrument, [new StreamRequest(StreamKind.BookTicker)], good);
        await good.UntilAsync("subscribed BookTicker");
        await good.UntilAsync(note => note.StartsWith("BookTicker", StringComparison.Ordinal));
        bad.WaitingNotes.ShouldBe(0);
        bench.Connector.Streams.Statistics.Reconnects.ShouldBe(0);
    }

    [Fact]
    public async Task MarkPrice_OfThreeChannels_IsTheMarkets()
    {
        await using var bench = await OkxBench.StartAsync();
        var sink = new RecordingSink();
        await using var subscription = bench.Connector.Streams.Subscribe(bench.Instrument, [new StreamRequest(StreamKind.MarkPrice)], sink);
        await sink.UntilAsync(note => note.StartsWith("MarkPrice", StringComparison.Ordinal));
        var mark = sink.Last.ToMarkPrice();
        mark.Price.ShouldBe((double)bench.Truth.Funding(bench.TruthSymbol, Time(mark.EventTime)).MarkPrice);
        // Funding is told once a minute, so a period may have ended since.
        var known = new[] { 0, 60_000 }.Select(age => bench.Truth.Funding(bench.TruthSymbol, Time(mark.EventTime - age)))
            .Select(truth => ((double)truth.Rate, truth.NextFundingTime.ToUnixTimeMilliseconds()));
        known.ShouldContain((mark.FundingRate, mark.NextFundingTime));
    }

    [Fact]
    public async Task PriceGap_AtThisVenue_ShowsInItsTradesAndGoesAgain()
    {
        await using var bench = await OkxBench.StartAsync(speed: 1);
        var elsewhere = bench.Simulator.Market;
        var before = await LastAsync();
        Math.Abs(before - 1).ShouldBeLessThan(0.0005);
        var fault = bench.Simulator.Faults.Inject(new FaultRequest { Fault = FaultKind.Price, Venue = "okx", Symbol = "BTCUSDT", Percent = 1 });
        await UntilAsync(ratio => ratio > 1.009);
        bench.Simulator.Faults.Clear(fault);
        await UntilAsync(ratio => ratio < 1.001);

        async Task<double> LastAsync()
        {
            var last = (await bench.Rest.GetTickersAsync(default)).Single(ticker => ticker.Id == bench.Instrument);
            var other = elsewhere.Trades("BTCUSDT", bench.Simulator.Clock.Now.AddMinutes(-2), bench.Simulator.Clock.Now)[^1];
            return last.LastPrice / (double)other.Price;
        }

        async Task UntilAsync(Func<double, bool> enough)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            while (!enough(await LastAsync()))
                limit.Token.ThrowIfCancellationRequested();
        }
    }

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
