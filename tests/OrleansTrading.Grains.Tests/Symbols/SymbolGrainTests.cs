using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Grains.Tests.Fakes;
using OrleansTrading.Storage.Memory;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Symbols;

public sealed partial class SymbolGrainTests
{
    private const long Minute = MadeUpMarket.Minute;

    /// <summary>A quarter of an hour's beginning, so that every interval opens with it.</summary>
    private const long Start = 1_767_225_600_000;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly InstrumentId Instrument = new("fake", "BTCUSDT");

    [Fact]
    public async Task SymbolGrain_ColdStart_BringsHistoryOfEveryInterval()
    {
        await using var cluster = await MarketCluster.StartAsync(new FakeVenue(Start + 30_000));

        await GoLiveAsync(cluster);

        foreach (var interval in new[] { KlineInterval.OneMinute, KlineInterval.FiveMinutes, KlineInterval.FifteenMinutes })
        {
            var klines = await NewestAsync(cluster, interval, 60);
            klines.ShouldBe(Truth(cluster, interval, klines[^1].OpenTime, 60));
            klines.Count(kline => kline.Closed).ShouldBe(59);
        }
    }

    [Fact]
    public async Task SymbolGrain_CandleCloses_IsStoredAndRolledUp()
    {
        await using var cluster = await MarketCluster.StartAsync(new FakeVenue(Start + 30_000));
        var stream = await GoLiveAsync(cluster);

        for (var minute = 0; minute <= 15; minute++)
        {
            Close(cluster, stream, Start + (minute * Minute));
        }

        await StoredAsync(cluster, KlineInterval.OneMinute, Start, Start + (15 * Minute), 16);
        await StoredAsync(cluster, KlineInterval.FiveMinutes, Start, Start + (10 * Minute), 3);
        await StoredAsync(cluster, KlineInterval.FifteenMinutes, Start, Start, 1);
    }

    [Fact]
    public async Task SymbolGrain_RingShorterThanTheOpenLongCandle_BringsItsParts()
    {
        // Twelve hours into the day: 720 parts, of which the ring of the shortest interval holds 60.
        var venue = new FakeVenue(Start + (720 * Minute) + 30_000);
        await using var cluster = await MarketCluster.StartAsync(venue, market: options => options.Intervals = "1m,1d");
        var stream = await GoLiveAsync(cluster);
        stream.SendKline(Start + (720 * Minute));

        var day = await Eventually.GetAsync(
            async () => (await NewestAsync(cluster, KlineInterval.OneDay, 1)).Single(), kline => kline.Trades > 720 * 60, Limit);

        day.ShouldBe(venue.Market.At(KlineInterval.OneDay, Start, venue.Now));
    }

    [Fact]
    public async Task SymbolGrain_ClosesMissedWhileInterrupted_ComeByRequest()
    {
        await using var cluster = await MarketCluster.StartAsync(new FakeVenue(Start + 30_000));
        var stream = await GoLiveAsync(cluster);
        Close(cluster, stream, Start);

        stream.Interrupt();
        cluster.Venue.MoveTo(Start + (400 * Minute) + 1);
        stream.Connect();

        // More candles were missed than the ring holds; the store must have them all.
        await StoredAsync(cluster, KlineInterval.OneMinute, Start, Start + (399 * Minute), 400);
        await StoredAsync(cluster, KlineInterval.FiveMinutes, Start, Start + (395 * Minute), 80);
    }

    [Fact]
    public async Task SymbolGrain_StoreWithHoles_IsFilledFromTheVenue()
    {
        var venue = new FakeVenue(Start + 30_000);
        var store = new MemoryMarketStore();
        var held = new[] { 50, 49, 30, 29, 28, 10 }.Order().Select(back => venue.Market.Base(Start - (back * Minute), venue.Now)).Reverse().ToList();
        await store.SaveKlinesAsync(Instrument, KlineInterval.OneMinute, held, default);
        await using var cluster = await MarketCluster.StartAsync(venue, store);

        await GoLiveAsync(cluster);

        await StoredAsync(cluster, KlineInterval.OneMinute, Start - (50 * Minute), Start - Minute, 50);
        (await cluster.Symbol(Instrument).GetCandleStatusAsync()).Intervals[0].Missing.ShouldBe(0);
    }

    [Fact]
    public async Task SymbolGrain_StreamDown_FallsBackToRequests()
    {
        await using var cluster = await MarketCluster.StartAsync(new FakeVenue(Start + 30_000));
        var stream = await GoLiveAsync(cluster);
        stream.Interrupt();

        cluster.Venue.MoveTo(Start + Minute + 5_000);

        var newest = await Eventually.GetAsync(
            async () => (await NewestAsync(cluster, KlineInterval.OneMinute, 1)).Single(), kline => kline.OpenTime == Start + Minute, Limit);
        newest.ShouldBe(cluster.Venue.Market.Base(Start + Minute, cluster.Venue.Now));
    }

    [Fact]
    public async Task SymbolGrain_ClosingFrameLost_IsAskedForAndTrue()
    {
        await using var cluster = await MarketCluster.StartAsync(new FakeVenue(Start + 30_000));
        var stream = await GoLiveAsync(cluster);
        stream.SendKline(Start);

        // The next minute's first frame comes, the closing frame of this one never does.
        cluster.Venue.MoveTo(Start + Minute + 2_000);
        stream.SendKline(Start + Minute);

        await StoredAsync(cluster, KlineInterval.OneMinute, Start, Start, 1);
    }

    [Fact]
    public async Task SymbolGrain_VenueFailsAtStart_TriesUntilLive()
    {
        var venue = new FakeVenue(Start + 30_000) { Failure = new VenueException(ErrorKind.Unavailable, isTransient: true, "down") };
        await using var cluster = await MarketCluster.StartAsync(venue);
        await cluster.Symbol(Instrument).EnsureLiveAsync();
        await Eventually.TrueAsync(() => Task.FromResult(venue.KlineRequests > 0), Limit);
        (await cluster.Symbol(Instrument).GetSnapshotAsync()).Phase.ShouldBe(SymbolPhase.Warming);

        venue.Failure = null;

        await Eventually.GetAsync(() => cluster.Symbol(Instrument).GetSnapshotAsync(), snapshot => snapshot.Phase == SymbolPhase.Live, Limit);
    }

    [Fact]
    public async Task SymbolGrain_Release_LeavesTheStreamsAndKeepsWhatClosed()
    {
        await using var cluster = await MarketCluster.StartAsync(new FakeVenue(Start + 30_000));
        var stream = await GoLiveAsync(cluster);
        Close(cluster, stream, Start);

        await cluster.Symbol(Instrument).ReleaseAsync();

        await Eventually.TrueAsync(() => Task.FromResult(stream.IsDisposed), Limit);
        await StoredAsync(cluster, KlineInterval.OneMinute, Start, Start, 1);
    }

    [Fact]
    public async Task SymbolGrain_OlderRangeAsked_ComesFromTheVenueAndIsKept()
    {
        await using var cluster = await MarketCluster.StartAsync(new FakeVenue(Start + 30_000));
        await GoLiveAsync(cluster);
        var from = Start - (2_000 * Minute);
        var query = new KlineQuery(KlineInterval.OneMinute, 500, from, null);

        var first = await cluster.Symbol(Instrument).GetKlinesAsync(query);
        var requests = cluster.Venue.KlineRequests;
        var second = await cluster.Symbol(Instrument).GetKlinesAsync(query);

        first.Klines.ToArray().ShouldBe(Truth(cluster, KlineInterval.OneMinute, from + (499 * Minute), 500));
        second.Klines.ToArray().ShouldBe(first.Klines.ToArray());
        cluster.Venue.KlineRequests.ShouldBe(requests);
    }

    [Fact]
    public async Task SymbolGrain_IntervalThatIsNotKept_IsServedWithoutAskingTheVenueAgain()
    {
        await using var cluster = await MarketCluster.StartAsync(new FakeVenue(Start + (7 * Minute) + 30_000));
        var stream = await GoLiveAsync(cluster);
        var before = await NewestAsync(cluster, KlineInterval.ThirtyMinutes, 20);
        before.ShouldBe(Truth(cluster, KlineInterval.ThirtyMinutes, Start, 20));
        var requests = cluster.Venue.KlineRequests;

        cluster.Venue.MoveTo(Start + (7 * Minute) + 45_000);
        stream.SendKline(Start + (7 * Minute));

        var now = cluster.Venue.Market.At(KlineInterval.ThirtyMinutes, Start, cluster.Venue.Now);
        await Eventually.GetAsync(
            async () => (await NewestAsync(cluster, KlineInterval.ThirtyMinutes, 20))[^1], kline => kline == now, Limit);
        cluster.Venue.KlineRequests.ShouldBe(requests);
    }

    [Fact]
    public async Task SymbolGrain_StreamValues_ShowInTheSnapshot()
    {
        await using var cluster = await MarketCluster.StartAsync(new FakeVenue(Start + 30_000));
        var stream = await GoLiveAsync(cluster);

        stream.Send(MarketEvent.ForTrade(new AggTrade(7, Start + 31_000, 123.5, 2, false), TimeProvider.System.GetTimestamp()));
        stream.Send(MarketEvent.ForBookTicker(new BookTicker(9, Start + 31_500, 123.4, 1, 123.6, 2), TimeProvider.System.GetTimestamp()));
        stream.Send(MarketEvent.ForMarkPrice(new MarkPrice(Start + 31_200, 123.45, 123.44, 0.0001, Start), TimeProvider.System.GetTimestamp()));

        var snapshot = await Eventually.GetAsync(() => cluster.Symbol(Instrument).GetSnapshotAsync(), seen => seen.Mark is not null, Limit);
        snapshot.LastPrice.ShouldBe(123.5);
        snapshot.Book!.Value.AskPrice.ShouldBe(123.6);
        snapshot.Mark!.Value.FundingRate.ShouldBe(0.0001);
        snapshot.EventTime.ShouldBe(Start + 31_500);
        snapshot.Freshness.ShouldBe(Freshness.Fresh);
        snapshot.Streams.Select(health => health.Kind).ShouldBe([StreamKind.Kline, StreamKind.Trade, StreamKind.BookTicker, StreamKind.Depth, StreamKind.MarkPrice, StreamKind.Liquidation]);
    }

    private static async Task<FakeSubscription> GoLiveAsync(MarketCluster cluster)
    {
        await cluster.Symbol(Instrument).EnsureLiveAsync();
        var stream = cluster.Venue.SubscriptionOf(Instrument)!;
        stream.Connect();
        await Eventually.GetAsync(() => cluster.Symbol(Instrument).GetSnapshotAsync(), snapshot => snapshot.Phase == SymbolPhase.Live, Limit);
        return stream;
    }

    private static void Close(MarketCluster cluster, FakeSubscription stream, long openTime)
    {
        cluster.Venue.MoveTo(openTime + Minute);
        stream.SendKline(openTime);
    }

    private static async Task<Kline[]> NewestAsync(MarketCluster cluster, KlineInterval interval, int limit) =>
        [.. (await cluster.Symbol(Instrument).GetKlinesAsync(new KlineQuery(interval, limit, null, null))).Klines];

    private static Kline[] Truth(MarketCluster cluster, KlineInterval interval, long newest, int count) =>
        [.. Enumerable.Range(0, count).Select(i =>
            cluster.Venue.Market.At(interval, newest - ((count - 1 - i) * interval.ToMilliseconds()), cluster.Venue.Now))];

    /// <summary>Waits until the store holds the whole range and checks that it is the truth.</summary>
    private static async Task StoredAsync(MarketCluster cluster, KlineInterval interval, long from, long to, int count)
    {
        var stored = await Eventually.GetAsync(
            () => cluster.Store.ReadKlinesAsync(Instrument, interval, from, to, 10_000, default), klines => klines.Count == count, Limit);
        stored.ShouldBe(Truth(cluster, interval, to, count));
    }
}
