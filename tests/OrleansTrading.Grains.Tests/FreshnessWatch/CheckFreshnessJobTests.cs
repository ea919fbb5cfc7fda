using OrleansTrading.Contracts.Alerts;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Contracts.Watchlists;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Grains.FreshnessWatch;
using OrleansTrading.Grains.Jobs;
using OrleansTrading.Grains.Tests.Fakes;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.FreshnessWatch;

public sealed class CheckFreshnessJobTests
{
    private const long Now = 1_767_225_630_000;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly InstrumentId Stuck = new("fake", "AAAUSDT");
    private static readonly InstrumentId Other = new("fake", "BBBUSDT");

    [Fact]
    public async Task RunAsync_CandlesGoStaleAndComeBack_AlertsOnceAndClearsOnce()
    {
        var venue = Venue();
        await using var cluster = await MarketCluster.StartAsync(venue);
        await LiveAsync(cluster);
        await CheckAsync(cluster, "0 alerts raised, 0 cleared");
        await StickAsync(cluster);

        await CheckAsync(cluster, "1 alerts raised, 0 cleared");
        await CheckAsync(cluster, "0 alerts raised, 0 cleared");
        (await OpenAsync(cluster)).ShouldBe(["candles-stale/fake:AAAUSDT"]);

        venue.FailureOf = null;
        await FreshnessAsync(cluster, Stuck, Freshness.Fresh);
        await CheckAsync(cluster, "0 alerts raised, 1 cleared");
        await CheckAsync(cluster, "0 alerts raised, 0 cleared");
        (await OpenAsync(cluster)).ShouldBeEmpty();
    }

    [Fact]
    public async Task RunAsync_StaleSymbolLeavesTheLists_ItsAlertIsCleared()
    {
        var venue = Venue();
        await using var cluster = await MarketCluster.StartAsync(venue);
        await LiveAsync(cluster);
        await StickAsync(cluster);
        await CheckAsync(cluster, "1 alerts raised, 0 cleared");

        venue.Listed.RemoveAll(info => info.Id == Stuck);
        venue.Tickers.RemoveAll(ticker => ticker.Id == Stuck);
        await cluster.Watchlist().RefreshAsync();

        await CheckAsync(cluster, "0 alerts raised, 1 cleared");
    }

    [Theory]
    [InlineData(SymbolPhase.Live, Freshness.Stale, null, true)]
    [InlineData(SymbolPhase.Live, Freshness.Delayed, null, false)]
    [InlineData(SymbolPhase.Warming, Freshness.Stale, 60, null)]
    [InlineData(SymbolPhase.Warming, Freshness.None, 61, true)]
    [InlineData(SymbolPhase.Idle, Freshness.Stale, null, null)]
    public void Staleness_OfEachPhase_IsSaidWhereItCanBe(SymbolPhase phase, Freshness candles, int? warmingSeconds, bool? expected) =>
        CandleStaleness.Of(Snapshot(null) with
        {
            Phase = phase,
            CandleFreshness = candles,
            WarmingFor = warmingSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        }).ShouldBe(expected);

    [Fact]
    public async Task Snapshot_WhileTheVenueKeepsItFromWarming_SaysForHowLong()
    {
        var venue = Venue();
        venue.FailureOf = (Stuck, new VenueException(ErrorKind.Unavailable, isTransient: true, "made up"));
        await using var cluster = await MarketCluster.StartAsync(venue);

        await Eventually.GetAsync(() => cluster.Symbol(Stuck).GetSnapshotAsync(), seen => seen.WarmingFor > TimeSpan.Zero, Limit);
        venue.FailureOf = null;
        await LiveAsync(cluster);

        (await cluster.Symbol(Stuck).GetSnapshotAsync()).WarmingFor.ShouldBeNull();
    }

    [Theory]
    [InlineData(1, Freshness.Fresh)]
    [InlineData(15, Freshness.Delayed)]
    [InlineData(60, Freshness.Delayed)]
    [InlineData(61, Freshness.Stale)]
    public void Summary_NewestData_SaysHowCurrentTheMarketIs(int seconds, Freshness expected)
    {
        var summary = FreshnessSummary.Of([Snapshot(TimeSpan.FromSeconds(seconds)), Snapshot(TimeSpan.FromMinutes(10)), Snapshot(null)]);

        summary.Overall.ShouldBe(expected);
        summary.InLastMinute.ShouldBe(seconds <= 60 ? 1 : 0);
        (summary.Fresh + summary.Delayed + summary.Stale).ShouldBe(3);
    }

    [Fact]
    public void Summary_NoData_IsNone() =>
        FreshnessSummary.Of([]).ToString().ShouldBe("0 of 0 symbols had data in the last minute, the newest never: none (0 fresh, 0 delayed, 0 stale)");

    private static InstrumentSnapshot Snapshot(TimeSpan? age) => new(
        Stuck, SymbolPhase.Live, null, null, null, null, null, null, age,
        age is { } known ? FreshnessPolicy.JudgeAge(known) : Freshness.None, true, [], []);

    private static FakeVenue Venue()
    {
        var venue = new FakeVenue(Now);
        foreach (var id in new[] { Stuck, Other })
        {
            venue.Listed.Add(new InstrumentInfo(id, id.Symbol[..^4], "USDT", 0.01m, 0.001m, 5, 0, IsTrading: true));
            venue.Tickers.Add(new Ticker24Hours(id, 100, 100, 1, Now));
        }

        return venue;
    }

    /// <summary>Time goes on; of one symbol the venue brings no candle any more.</summary>
    private static async Task StickAsync(MarketCluster cluster)
    {
        cluster.Venue.FailureOf = (Stuck, new VenueException(ErrorKind.Unavailable, isTransient: true, "made up"));
        cluster.Venue.MoveTo(Now + (5 * MadeUpMarket.Minute));
        await FreshnessAsync(cluster, Stuck, Freshness.Stale);
        await FreshnessAsync(cluster, Other, Freshness.Fresh);
    }

    private static async Task FreshnessAsync(MarketCluster cluster, InstrumentId id, Freshness freshness) =>
        await Eventually.GetAsync(() => cluster.Symbol(id).GetSnapshotAsync(), seen => seen.CandleFreshness == freshness, Limit);

    private static async Task CheckAsync(MarketCluster cluster, string expected)
    {
        var context = await cluster.RunAsync<CheckFreshnessJob, NoParameters>(new());
        context.Output.ShouldNotBeNull().ShouldEndWith(expected);
    }

    private static async Task<string[]> OpenAsync(MarketCluster cluster)
    {
        var alerts = await cluster.Cluster.Client.GetGrain<IAlertsGrain>(IAlertsGrain.Key).ListAsync(openOnly: true, 10);
        return [.. alerts.Select(alert => alert.Key)];
    }

    private static async Task LiveAsync(MarketCluster cluster) =>
        await Eventually.TrueAsync(
            async () =>
            {
                var live = await cluster.Cluster.Client.GetLiveInstrumentsAsync();
                var snapshots = await Task.WhenAll(live.Select(id => cluster.Symbol(id).GetSnapshotAsync()));
                return snapshots.Length == 2 && snapshots.All(snapshot => snapshot.Phase == SymbolPhase.Live);
            },
            Limit);
}
