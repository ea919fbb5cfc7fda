using Orleans.Runtime;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Grains.Tests.Fakes;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Watchlists;

public sealed class WatchlistGrainTests
{
    private const long Now = 1_767_225_630_000;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task WatchlistGrain_Top_ChoosesTheMostTradedOfTheQuoteAsset()
    {
        var venue = Venue(("AAAUSDT", 10), ("BBBUSDT", 30), ("CCCUSDT", 20), ("DDDUSDC", 99));
        await using var cluster = await MarketCluster.StartAsync(venue, watchlist: options => options.Top = 2);

        var chosen = await ChosenAsync(cluster, 2);

        chosen.ShouldBe([new InstrumentId("fake", "BBBUSDT"), new InstrumentId("fake", "CCCUSDT")]);
        await LiveAsync(cluster, chosen[0]);
        await LiveAsync(cluster, chosen[1]);
        venue.SubscriptionOf(new InstrumentId("fake", "AAAUSDT")).ShouldBeNull();
    }

    [Fact]
    public async Task WatchlistGrain_FixedList_FollowsItAndLeavesOutWhatIsNotListed()
    {
        var venue = Venue(("AAAUSDT", 10), ("BBBUSDT", 30));
        await using var cluster = await MarketCluster.StartAsync(venue, watchlist: options => options.Symbols = "AAAUSDT, NOSUCH");

        (await ChosenAsync(cluster, 1)).ShouldBe([new InstrumentId("fake", "AAAUSDT")]);
    }

    [Fact]
    public async Task WatchlistGrain_VenueAwayAtStart_ChoosesWhenItIsBack()
    {
        var venue = Venue(("AAAUSDT", 10));
        venue.Failure = new VenueException(ErrorKind.Network, isTransient: true, "made up");
        await using var cluster = await MarketCluster.StartAsync(venue);
        (await cluster.Watchlist().GetInstrumentsAsync()).ShouldBeEmpty();

        venue.Failure = null;

        await ChosenAsync(cluster, 1);
    }

    [Fact]
    public async Task WatchlistGrain_VenueAwayAtStart_FollowsAFixedListUntilItIsBack()
    {
        var venue = Venue(("AAAUSDT", 10));
        venue.Failure = new VenueException(ErrorKind.Network, isTransient: true, "made up");
        await using var cluster = await MarketCluster.StartAsync(venue, watchlist: options => options.Symbols = "AAAUSDT, NOSUCH");
        await ChosenAsync(cluster, 2);

        venue.Failure = null;

        (await ChosenAsync(cluster, 1)).ShouldBe([new InstrumentId("fake", "AAAUSDT")]);
        await Eventually.TrueAsync(() => Task.FromResult(venue.SubscriptionOf(new InstrumentId("fake", "NOSUCH")) is null), Limit);
    }

    [Fact]
    public async Task WatchlistGrain_VenueHangsDuringAChoice_TheKnownAreHeldLive()
    {
        var venue = Venue(("AAAUSDT", 10));
        await using var cluster = await MarketCluster.StartAsync(venue);
        var chosen = await ChosenAsync(cluster, 1);
        await LiveAsync(cluster, chosen[0]);
        var lost = venue.SubscriptionOf(chosen[0]);
        var hanging = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        venue.TickersHeld = hanging.Task;
        var refresh = cluster.Watchlist().RefreshAsync();

        await cluster.Symbol(chosen[0]).ReleaseAsync();

        await Eventually.TrueAsync(() => Task.FromResult(venue.SubscriptionOf(chosen[0]) is { } now && now != lost), TimeSpan.FromSeconds(15));
        hanging.SetResult();
        (await refresh).Problem.ShouldBeNull();
    }

    [Fact]
    public async Task WatchlistGrain_SiloKilled_EverySymbolIsLiveAgainOnAnother()
    {
        var venue = Venue([.. Enumerable.Range(0, 8).Select(i => ($"S{i}USDT", (double)i + 1))]);
        await using var cluster = await MarketCluster.StartAsync(venue, silos: 2);
        var chosen = await ChosenAsync(cluster, 8);
        foreach (var instrument in chosen)
            await LiveAsync(cluster, instrument);
        var lost = venue.SubscriptionOf(chosen[0]);
        var management = cluster.Cluster.Client.GetGrain<IManagementGrain>(0);
        var host = await management.GetActivationAddress(cluster.Symbol(chosen[0]));

        await cluster.Cluster.KillSiloAsync(cluster.Cluster.GetSiloForAddress(host!)!);

        // A killed silo disposes of nothing; what follows the market again has subscribed anew.
        await Eventually.TrueAsync(() => Task.FromResult(venue.SubscriptionOf(chosen[0]) != lost), TimeSpan.FromSeconds(60));
        await Eventually.TrueAsync(
            async () =>
            {
                var snapshots = await Task.WhenAll(chosen.Select(id => cluster.Symbol(id).GetSnapshotAsync()));
                return snapshots.All(snapshot => snapshot.Phase == SymbolPhase.Live);
            },
            TimeSpan.FromSeconds(60));
    }

    private static FakeVenue Venue(params (string Symbol, double QuoteVolume)[] symbols)
    {
        var venue = new FakeVenue(Now);
        foreach (var (symbol, volume) in symbols)
        {
            var id = new InstrumentId("fake", symbol);
            venue.Listed.Add(new InstrumentInfo(id, symbol[..^4], symbol[^4..], 0.01m, 0.001m, 5, 0, IsTrading: true));
            venue.Tickers.Add(new Ticker24Hours(id, 100, 100, volume, Now));
        }

        return venue;
    }

    private static async Task<InstrumentId[]> ChosenAsync(MarketCluster cluster, int count)
    {
        var chosen = await Eventually.GetAsync(
            async () => await cluster.Watchlist().GetInstrumentsAsync(), instruments => instruments.Length == count, Limit);
        return [.. chosen];
    }

    private static async Task LiveAsync(MarketCluster cluster, InstrumentId instrument) =>
        await Eventually.GetAsync(() => cluster.Symbol(instrument).GetSnapshotAsync(), snapshot => snapshot.Phase == SymbolPhase.Live, Limit);
}
