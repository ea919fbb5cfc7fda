using OrleansTrading.Contracts.Gaps;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Grains.Gaps;
using OrleansTrading.Grains.Jobs;
using OrleansTrading.Grains.Tests.Fakes;
using OrleansTrading.Storage.Memory;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Gaps;

public sealed class FindGapsTests
{
    private const long Minute = MadeUpMarket.Minute;
    private const long Start = 1_767_225_600_000;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly InstrumentId Instrument = new("fake", "BTCUSDT");
    private static readonly GapQuery Query = new(TimeSpan.FromDays(1), 1000, TimeSpan.FromSeconds(1), []);

    [Fact]
    public async Task RepairGapsAsync_HoleInTheStore_IsFilledAndItsCandlesAreMarked()
    {
        var (venue, store) = await StoredAsync(hole: [-150, -149, -148, -120]);
        await using var cluster = await MarketCluster.StartAsync(venue, store);
        await FollowAsync(cluster);

        var report = await cluster.Symbol(Instrument).RepairGapsAsync(Query);

        (report.Series, report.Gaps, report.Repaired, report.Left, report.Kind).ShouldBe((3, 2, 4, 0, null));
        var stored = await store.ReadKlinesAsync(Instrument, KlineInterval.OneMinute, Start - (200 * Minute), Start - Minute, 1000, default);
        stored.Count.ShouldBe(200);
        stored.ShouldBe(Enumerable.Range(-200, 200).Select(i => venue.Market.Base(Start + (i * Minute), venue.Now)));
        stored.Where(kline => kline.Repaired).Select(kline => (kline.OpenTime - Start) / Minute).ShouldBe([-150, -149, -148, -120]);
        var answer = await cluster.Symbol(Instrument).GetKlinesAsync(new KlineQuery(KlineInterval.OneMinute, 3, Start - (151 * Minute), null));
        answer.Klines.Select(kline => kline.Repaired).ShouldBe([false, true, true]);
        (await cluster.Symbol(Instrument).RepairGapsAsync(Query)).Gaps.ShouldBe(0);
    }

    [Fact]
    public async Task RepairGapsAsync_MoreMissingThanAllowed_LeavesTheRest()
    {
        var (venue, store) = await StoredAsync(hole: [-150, -149, -148, -120]);
        await using var cluster = await MarketCluster.StartAsync(venue, store);
        await FollowAsync(cluster);

        var first = await cluster.Symbol(Instrument).RepairGapsAsync(Query with { MaxCandles = 3 });
        var second = await cluster.Symbol(Instrument).RepairGapsAsync(Query with { MaxCandles = 3 });

        (first.Repaired, first.Left, second.Repaired, second.Left).ShouldBe((3, 1, 1, 0));
    }

    [Fact]
    public async Task RepairGapsAsync_BudgetShort_AsksNothing()
    {
        var (venue, store) = await StoredAsync(hole: [-150]);
        await using var cluster = await MarketCluster.StartAsync(venue, store);
        await FollowAsync(cluster);
        venue.BudgetWait = TimeSpan.FromMinutes(1);
        var asked = venue.KlineRequests;

        var report = await cluster.Symbol(Instrument).RepairGapsAsync(Query);

        (report.Kind, report.Left, venue.KlineRequests).ShouldBe(("BudgetShort", 1, asked));
    }

    [Fact]
    public async Task Job_TheVenueHasNoSuchCandle_IsAskedOnceAndRemembered()
    {
        var (venue, store) = await StoredAsync(hole: [-150, -149, -148]);
        venue.Absent.UnionWith([Start - (149 * Minute), Start - (148 * Minute)]);
        await using var cluster = await MarketCluster.StartAsync(venue, store, watchlist: options => options.Symbols = "BTCUSDT");
        venue.Listed.Add(new InstrumentInfo(Instrument, "BTC", "USDT", 0.01m, 0.001m, 5, 0, IsTrading: true));
        await FollowAsync(cluster);

        (await cluster.RunAsync<FindGapsJob, FindGapsParameters>(new())).Output
            .ShouldBe("3 series checked, 1 gaps, 1 candles repaired, 1 gaps the venue has itself");
        var asked = venue.KlineRequests;
        (await cluster.RunAsync<FindGapsJob, FindGapsParameters>(new())).Output.ShouldBe("3 series checked, 0 gaps, 0 candles repaired");

        venue.KlineRequests.ShouldBe(asked);
        (await cluster.Cluster.Client.GetGrain<IAbsentCandlesGrain>(Instrument.ToString()).GetAsync())
            .ShouldBe([new GapRange(KlineInterval.OneMinute, Start - (149 * Minute), Start - (148 * Minute))]);
    }

    [Fact]
    public async Task Job_OfOneInstrument_RepairsIt_AndItsGapIsToldNoMore()
    {
        var (venue, store) = await StoredAsync(hole: [-20, -19]);
        venue.Absent.UnionWith([Start - (20 * Minute), Start - (19 * Minute)]);
        await using var cluster = await MarketCluster.StartAsync(venue, store, watchlist: options => options.Symbols = "BTCUSDT");
        await FollowAsync(cluster);
        (await cluster.Symbol(Instrument).GetGapsAsync()).ShouldContain(new GapRange(KlineInterval.OneMinute, Start - (20 * Minute), Start - (19 * Minute)));
        venue.Absent.Clear();

        var run = await cluster.RunAsync<FindGapsJob, FindGapsParameters>(new() { Instrument = Instrument.ToString() });

        run.Output.ShouldNotBeNull().ShouldContain("3 candles repaired");
        (await cluster.Symbol(Instrument).GetGapsAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("fake:NONEUSDT")]
    [InlineData("nonsense")]
    public async Task Job_OfAnInstrumentThatIsNotThere_Fails(string instrument)
    {
        var (venue, store) = await StoredAsync(hole: []);
        await using var cluster = await MarketCluster.StartAsync(venue, store);
        var failure = await Should.ThrowAsync<JobFailedException>(() => cluster.RunAsync<FindGapsJob, FindGapsParameters>(new() { Instrument = instrument }));
        failure.Message.ShouldContain(instrument);
    }

    [Fact]
    public async Task GetGapsAsync_NotFollowed_TellsOfNone()
    {
        var (venue, store) = await StoredAsync(hole: [-150]);
        await using var cluster = await MarketCluster.StartAsync(venue, store);
        (await cluster.Symbol(Instrument).GetGapsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task RepairGapsAsync_NotFollowed_ChecksBetweenItsFirstAndLastStoredCandleAlone()
    {
        var (venue, store) = await StoredAsync(hole: [-150, -3, -2, -1]);
        await using var cluster = await MarketCluster.StartAsync(venue, store);

        var report = await cluster.Symbol(Instrument).RepairGapsAsync(Query);

        (report.Gaps, report.Repaired).ShouldBe((1, 1));
        (await store.ReadLatestKlinesAsync(Instrument, KlineInterval.OneMinute, 1, default))[0].OpenTime.ShouldBe(Start - (4 * Minute));
    }

    [Fact]
    public void AbsentCandles_Added_AreJoinedWhereTheyTouch()
    {
        var state = new AbsentCandlesState()
            .With([new GapRange(KlineInterval.OneMinute, 0, Minute), new GapRange(KlineInterval.OneMinute, 5 * Minute, 5 * Minute)])
            .With([new GapRange(KlineInterval.OneMinute, 2 * Minute, 3 * Minute), new GapRange(KlineInterval.FiveMinutes, 0, 0)]);

        state.Ranges.ShouldBe(
            [
                new GapRange(KlineInterval.OneMinute, 5 * Minute, 5 * Minute),
                new GapRange(KlineInterval.OneMinute, 0, 3 * Minute),
                new GapRange(KlineInterval.FiveMinutes, 0, 0),
            ],
            ignoreOrder: true);
    }

    /// <summary>A store with 200 minutes up to the venue's present, but for some.</summary>
    private static async Task<(FakeVenue Venue, MemoryMarketStore Store)> StoredAsync(int[] hole)
    {
        var venue = new FakeVenue(Start + 30_000);
        var store = new MemoryMarketStore();
        Kline[] klines = [.. Enumerable.Range(-200, 200).Except(hole).Select(i => venue.Market.Base(Start + (i * Minute), venue.Now))];
        await store.SaveKlinesAsync(Instrument, KlineInterval.OneMinute, klines, default);
        return (venue, store);
    }

    private static async Task FollowAsync(MarketCluster cluster)
    {
        await cluster.Symbol(Instrument).EnsureLiveAsync();
        cluster.Venue.SubscriptionOf(Instrument)!.Connect();
        await Eventually.GetAsync(() => cluster.Symbol(Instrument).GetSnapshotAsync(), seen => seen.Phase == SymbolPhase.Live, Limit);
        // The repair that follows the subscription must be over, or its requests count as the test's.
        await cluster.Symbol(Instrument).CollectAsync(new CollectQuery(Rest: true, TimeSpan.FromHours(1), TimeSpan.FromSeconds(1), Limit));
        await cluster.Symbol(Instrument).CollectAsync(new CollectQuery(Rest: true, TimeSpan.FromHours(1), TimeSpan.FromSeconds(1), Limit));
    }
}
