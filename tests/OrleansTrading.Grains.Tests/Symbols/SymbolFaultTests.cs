using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Grains.Tests.Fakes;
using OrleansTrading.Storage.Memory;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Symbols;

public sealed class SymbolFaultTests
{
    private const long Minute = MadeUpMarket.Minute;
    private const long Start = 1_767_225_600_000;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly InstrumentId Instrument = new("fake", "BTCUSDT");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SymbolGrain_StoreFails_IsTriedAtIntervalsWhateverTheFlowOfEvents(bool full)
    {
        var store = new FailingStore { IsFull = full, IsUnreadable = !full };
        await using var cluster = await MarketCluster.StartAsync(new FakeVenue(Start + 30_000), store);
        var stream = await FollowAsync(cluster);
        await Eventually.TrueAsync(() => Task.FromResult(store.Failures > 0), Limit);
        var began = TimeProvider.System.GetTimestamp();

        // Each event is drained on its own.
        for (var i = 1; i <= 200; i++)
        {
            stream.Send(MarketEvent.ForTrade(new AggTrade(i, Start + 30_000 + i, 100, 1, false), TimeProvider.System.GetTimestamp()));
            await Eventually.GetAsync(() => cluster.Symbol(Instrument).GetSnapshotAsync(), seen => seen.EventTime == Start + 30_000 + i, Limit);
        }

        var seconds = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        store.Failures.ShouldBeLessThanOrEqualTo(2 + (int)(seconds / 0.8));

        (store.IsFull, store.IsUnreadable) = (false, false);
        await Eventually.TrueAsync(
            async () => (await store.ReadKlinesAsync(Instrument, KlineInterval.OneMinute, Start - (59 * Minute), Start, 10_000, default)).Count == 59, TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task SymbolGrain_StoreIsFull_StillAnswersWhatTheVenueBrings()
    {
        var store = new FailingStore { IsFull = true };
        await using var cluster = await MarketCluster.StartAsync(new FakeVenue(Start + 30_000), store);
        await FollowAsync(cluster);

        var answer = await cluster.Symbol(Instrument).GetKlinesAsync(new KlineQuery(KlineInterval.OneMinute, 10, Start - (5_000 * Minute), null));

        answer.Klines.Length.ShouldBe(10);
    }

    [Fact]
    public async Task SymbolGrain_MarketSetBack_DoesNotShowStoredCandlesThatHaveNotBeenYet()
    {
        var venue = new FakeVenue(Start + 30_000);
        var store = new MemoryMarketStore();
        Kline[] stored = [.. Enumerable.Range(-100, 200).Select(i => venue.Market.Base(Start + (i * Minute), Start + (500 * Minute)))];
        await store.SaveKlinesAsync(Instrument, KlineInterval.OneMinute, stored, default);
        await using var cluster = await MarketCluster.StartAsync(venue, store);
        await FollowAsync(cluster);
        await Eventually.GetAsync(() => cluster.Symbol(Instrument).GetSnapshotAsync(), seen => seen.Phase == SymbolPhase.Live, Limit);

        var klines = (await cluster.Symbol(Instrument).GetKlinesAsync(new KlineQuery(KlineInterval.OneMinute, 60, null, null))).Klines;

        klines[^1].ShouldBe(venue.Market.Base(Start, venue.Now));
        klines.Take(59).ShouldBe(stored.Where(kline => kline.OpenTime >= Start - (59 * Minute) && kline.OpenTime < Start));
    }

    [Fact]
    public async Task SymbolGrain_TradesFrozen_PriceFollowsTheCandles()
    {
        await using var cluster = await MarketCluster.StartAsync(new FakeVenue(Start + 10_000));
        var stream = await FollowAsync(cluster);
        await Eventually.GetAsync(() => cluster.Symbol(Instrument).GetSnapshotAsync(), seen => seen.Phase == SymbolPhase.Live, Limit);
        stream.Send(MarketEvent.ForTrade(new AggTrade(1, Start + 11_000, 99_999, 1, false), TimeProvider.System.GetTimestamp()));
        await PriceAsync(cluster, 99_999);

        cluster.Venue.MoveTo(Start + 40_000);
        stream.SendKline(Start);
        await PriceAsync(cluster, cluster.Venue.Market.Base(Start, Start + 40_000).Close);

        // A trade that was made before the candle's frame does not bring an older price back; the next one counts.
        stream.Send(MarketEvent.ForTrade(new AggTrade(2, Start + 39_000, 88_888, 1, false), TimeProvider.System.GetTimestamp()));
        stream.Send(MarketEvent.ForBookTicker(new BookTicker(1, Start + 40_001, 1, 1, 2, 1), TimeProvider.System.GetTimestamp()));
        var seen = await Eventually.GetAsync(() => cluster.Symbol(Instrument).GetSnapshotAsync(), snapshot => snapshot.Book is not null, Limit);
        seen.LastPrice.ShouldBe(cluster.Venue.Market.Base(Start, Start + 40_000).Close);
        stream.Send(MarketEvent.ForTrade(new AggTrade(3, Start + 40_500, 77_777, 1, false), TimeProvider.System.GetTimestamp()));
        await PriceAsync(cluster, 77_777);
    }

    private static async Task PriceAsync(MarketCluster cluster, double price) =>
        await Eventually.GetAsync(() => cluster.Symbol(Instrument).GetSnapshotAsync(), snapshot => snapshot.LastPrice == price, Limit);

    private static async Task<FakeSubscription> FollowAsync(MarketCluster cluster)
    {
        await cluster.Symbol(Instrument).EnsureLiveAsync();
        var stream = cluster.Venue.SubscriptionOf(Instrument)!;
        stream.Connect();
        return stream;
    }
}
