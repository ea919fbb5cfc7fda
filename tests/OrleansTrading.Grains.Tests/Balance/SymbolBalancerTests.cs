using Orleans.Runtime;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Contracts.Cluster;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Grains.Cluster;
using OrleansTrading.Grains.StreamWatch;
using OrleansTrading.Grains.Tests.Fakes;
using OrleansTrading.Grains.Tests.Measuring;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Balance;

/// <summary>A silo that comes gets its share of the symbols that run, and nothing else ever moves.</summary>
public sealed class SymbolBalancerTests
{
    private const int Symbols = 12;
    private const long Minute = MadeUpMarket.Minute;
    private const long Start = 1_767_225_600_000;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly InstrumentId[] Instruments = [.. Enumerable.Range(0, Symbols).Select(number => new InstrumentId("fake", $"COIN{number}USDT"))];

    [Fact]
    public async Task Silo_Joins_GetsItsShareOfTheSymbolsAndThenNothingMoves()
    {
        using var readings = new MeterReadings("joining");
        var venue = new FakeVenue(Start + 30_000, name: "joining");
        await using var cluster = await StartAsync(venue, silos: 2);
        var bench = new BalanceBench(cluster.Cluster);
        var moved = await bench.SettleAsync(Symbols);

        await cluster.Cluster.StartAdditionalSiloAsync();
        await cluster.Cluster.WaitForLivenessToStabilizeAsync();
        bench.Counts[^1].ShouldBe(0, "what runs stays where it is until somebody moves it");
        for (var minute = 1; !bench.IsEven; minute++)
        {
            minute.ShouldBeLessThan(30);
            venue.MoveTo(Start + (minute * Minute) + 30_000);
            var round = await bench.RoundAsync();
            round.ShouldAllBe(count => count <= 1, "a tenth of what it has too much, and one at least");
            moved += round.Sum();
            await LiveAsync(cluster);
        }

        bench.Counts[^1].ShouldBeGreaterThanOrEqualTo(3);
        venue.SubscribedTwice.ShouldBe(0);
        readings.Sum("symbols.moved").ShouldBe((double)moved);

        var subscriptions = Of(cluster).Select(venue.SubscriptionOf).ToArray();
        for (var round = 0; round < 4; round++)
            (await bench.RoundAsync()).Sum().ShouldBe(0, "what is even stays as it is");
        Of(cluster).Select(venue.SubscriptionOf).ShouldBe(subscriptions);

        // The venue's time has moved while symbols were away, and what closed is there all the same.
        var last = (venue.Now / Minute * Minute) - Minute;
        foreach (var instrument in Of(cluster))
        {
            var stored = await Eventually.GetAsync(
                () => cluster.Store.ReadKlinesAsync(instrument, KlineInterval.OneMinute, Start, last, 1_000, default), found => found.Count == ((last - Start) / Minute) + 1, Limit);
            stored.ShouldAllBe(kline => kline.Closed);
            // Holds go along: the one who asked for it can still let it go, and nobody else holds it.
            await cluster.Symbol(instrument).LetGoAsync("test");
            await Eventually.TrueAsync(() => Task.FromResult(venue.SubscriptionOf(instrument) is null), Limit);
        }
    }

    [Fact]
    public async Task ClusterOfOne_MovesNothing()
    {
        await using var cluster = await StartAsync(new FakeVenue(Start + 30_000), silos: 1);
        var bench = new BalanceBench(cluster.Cluster);
        for (var round = 0; round < 3; round++)
            (await bench.RoundAsync()).ShouldBe([0]);
    }

    [Fact]
    public async Task Round_WithoutNewsOfASiloOrJustAfterItCame_MovesNothing()
    {
        await using var cluster = await StartAsync(new FakeVenue(Start + 30_000), silos: 1);
        var bench = new BalanceBench(cluster.Cluster);
        await bench.RoundAsync();
        await cluster.Cluster.StartAdditionalSiloAsync();
        await cluster.Cluster.WaitForLivenessToStabilizeAsync();

        (await bench.RoundAsync()).Sum().ShouldBe(0, "it has only just come");
        await bench.TellAsync();
        await bench.TellAsync(silo: 1, symbols: null);
        (await bench.CompareAsync(0)).ShouldBe(0, "it does not tell what it follows");
        await bench.TellAsync();
        (await bench.CompareAsync(0)).ShouldBe(0, "it was not known the last time");
        await bench.TellAsync(silo: 0, Symbols);
        (await bench.CompareAsync(0)).ShouldBe(0, "it has told nothing new");
        await bench.TellAsync();
        (await bench.CompareAsync(0)).ShouldBe(1);
    }

    [Fact]
    public async Task Round_WithSymbolsThatGuardSomething_TakesTheOthersFirst()
    {
        var venue = new FakeVenue(Start + 30_000);
        await using var cluster = await StartAsync(venue, silos: 1);
        InstrumentId[] guarded = [.. Instruments[..6]];
        foreach (var instrument in guarded)
            await cluster.Symbol(instrument).WatchAsync(new AccountWatch("paper", [], []));
        await Eventually.TrueAsync(() => Task.FromResult(cluster.Service<FollowedStreams>().All.Count(symbol => symbol.IsWatched) == guarded.Length), Limit);
        await cluster.Cluster.StartAdditionalSiloAsync();
        await cluster.Cluster.WaitForLivenessToStabilizeAsync();

        var bench = new BalanceBench(cluster.Cluster);
        (await bench.SettleAsync(Symbols)).ShouldBeInRange(3, 6);
        guarded.ShouldBeSubsetOf(cluster.Service<FollowedStreams>().All.Select(symbol => symbol.Instrument));
    }

    [Fact]
    public async Task Symbol_ThatSomebodyWaitsFor_StaysUntilItHasAnswered()
    {
        var venue = new FakeVenue(Start + (60 * Minute));
        await using var cluster = await StartAsync(venue, silos: 2);
        // With its stream it asks the venue for nothing by itself.
        venue.SubscriptionOf(Instruments[0])!.Connect();
        var (symbol, management) = (cluster.Symbol(Instruments[0]), cluster.Cluster.Client.GetGrain<IManagementGrain>(0));
        var home = await management.GetActivationAddress(symbol);
        var target = cluster.Cluster.Silos.Select(silo => silo.SiloAddress).Single(silo => !silo.Equals(home));
        (await symbol.MoveToAsync(home!.ToParsableString())).ShouldBeFalse("it is there");

        venue.HoldAnswers();
        var before = venue.KlineRequests;
        var asked = symbol.GetKlinesAsync(new KlineQuery(KlineInterval.OneMinute, 10, Start - (600 * Minute), null));
        await Eventually.TrueAsync(() => Task.FromResult(venue.KlineRequests > before), Limit);
        (await symbol.MoveToAsync(target.ToParsableString())).ShouldBeFalse("it would keep everybody waiting");
        venue.ReleaseAnswers();
        await asked.WaitAsync(Limit, TimeProvider.System);
        await Eventually.TrueAsync(() => symbol.MoveToAsync(target.ToParsableString()), Limit);
        await Eventually.TrueAsync(async () => target.Equals(await management.GetActivationAddress(symbol)), Limit);
        venue.SubscribedTwice.ShouldBe(0);
    }

    [Fact]
    public async Task Report_OfASilo_SaysHowManySymbolsItFollows()
    {
        await using var cluster = await MarketCluster.StartAsync(new FakeVenue(Start + 30_000), services: services => services.AddClusterReports());
        await cluster.Symbol(Instruments[0]).EnsureLiveAsync();
        var silo = cluster.Cluster.Client.GetGrain<ISiloGrain>(cluster.Cluster.Silos[0].SiloAddress.ToParsableString());
        await Eventually.TrueAsync(async () => (await silo.GetReportAsync())?.Symbols == 1, Limit);
    }

    private static IEnumerable<InstrumentId> Of(MarketCluster cluster) => Instruments.Select(instrument => new InstrumentId(cluster.Venue.Venue, instrument.Symbol));

    private static async Task<MarketCluster> StartAsync(FakeVenue venue, int silos)
    {
        var cluster = await MarketCluster.StartAsync(venue, silos: silos, services: BalanceBench.Add);
        foreach (var instrument in Of(cluster))
            await cluster.Symbol(instrument).HoldAsync("test", TimeSpan.FromMinutes(10));
        await LiveAsync(cluster);
        return cluster;
    }

    private static async Task LiveAsync(MarketCluster cluster)
    {
        foreach (var instrument in Of(cluster))
            await Eventually.GetAsync(() => cluster.Symbol(instrument).GetSnapshotAsync(), snapshot => snapshot.Phase == SymbolPhase.Live, Limit);
    }
}
