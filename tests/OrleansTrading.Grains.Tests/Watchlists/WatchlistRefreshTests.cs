using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Storage;
using OrleansTrading.Contracts.Events;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Contracts.Watchlists;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Grains.Tests.Fakes;
using OrleansTrading.Grains.Watchlists;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Watchlists;

public sealed class WatchlistRefreshTests
{
    private const long Now = 1_767_225_630_000;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task RefreshAsync_MarketChanged_JoinsLeavesAndTells()
    {
        var venue = Venue(("AAAUSDT", 10), ("BBBUSDT", 30), ("CCCUSDT", 20), ("DDDUSDT", 1));
        await using var cluster = await MarketCluster.StartAsync(venue, watchlist: Two);
        await ListedAsync(cluster, IWatchlistGrain.Elite, "BBBUSDT", "CCCUSDT");
        var told = new TaskCompletionSource<WatchlistChanged>();
        var bus = cluster.Cluster.Silos[0].ServiceProvider.GetRequiredService<IEventBus>();
        await using var subscription = bus.Subscribe<WatchlistChanged>("test", (changed, _) =>
        {
            told.TrySetResult(changed);
            return ValueTask.CompletedTask;
        });
        Trade(venue, "CCCUSDT", 0.5);

        var refresh = await cluster.Watchlist().RefreshAsync();

        refresh.Problem.ShouldBeNull();
        refresh.Instruments.ShouldBe([Id("BBBUSDT"), Id("AAAUSDT")]);
        (refresh.Joined.ShouldHaveSingleItem(), refresh.Left.ShouldHaveSingleItem()).ShouldBe((Id("AAAUSDT"), Id("CCCUSDT")));
        var changed = await told.Task.WaitAsync(Limit, TestContext.Current.CancellationToken);
        (changed.Watchlist, changed.Joined.Single(), changed.Left.Single()).ShouldBe((IWatchlistGrain.Elite, Id("AAAUSDT"), Id("CCCUSDT")));
        await Eventually.TrueAsync(() => Task.FromResult(venue.SubscriptionOf(Id("CCCUSDT")) is null && venue.SubscriptionOf(Id("AAAUSDT")) is not null), Limit);
    }

    [Fact]
    public async Task RefreshAsync_NearTheBorder_IsWarmedAheadAndReleasedWhenItDoesNotCome()
    {
        var venue = Venue(("AAAUSDT", 19), ("BBBUSDT", 30), ("CCCUSDT", 20));
        await using var cluster = await MarketCluster.StartAsync(venue, watchlist: options =>
        {
            Two(options);
            options.WarmAhead = 1;
        });
        await ListedAsync(cluster, IWatchlistGrain.Elite, "BBBUSDT", "CCCUSDT");
        await Eventually.TrueAsync(() => Task.FromResult(venue.SubscriptionOf(Id("AAAUSDT")) is not null), Limit);

        Trade(venue, "AAAUSDT", 5);
        (await cluster.Watchlist().RefreshAsync()).Warmed.ShouldBeEmpty();

        await Eventually.TrueAsync(() => Task.FromResult(venue.SubscriptionOf(Id("AAAUSDT")) is null), Limit);
    }

    [Fact]
    public async Task RefreshAsync_VenueAway_TellsAndKeepsTheList()
    {
        var venue = Venue(("AAAUSDT", 10), ("BBBUSDT", 30));
        await using var cluster = await MarketCluster.StartAsync(venue, watchlist: Two);
        await ListedAsync(cluster, IWatchlistGrain.Elite, "AAAUSDT", "BBBUSDT");
        venue.Failure = new VenueException(ErrorKind.Network, isTransient: true, "made up");

        var refresh = await cluster.Watchlist().RefreshAsync();

        refresh.Problem.ShouldNotBeNull();
        refresh.Instruments.Length.ShouldBe(2);
    }

    [Fact]
    public async Task Overlay_WhatMoves_JoinsBesideTheEliteAndBecomesLive()
    {
        var venue = Venue(("AAAUSDT", 5e6), ("BBBUSDT", 30e6), ("CCCUSDT", 20e6), ("DDDUSDT", 5e6), ("EEEUSDT", 10));
        Move(venue, "BBBUSDT", 1.5);
        Move(venue, "DDDUSDT", 1.2);
        Move(venue, "EEEUSDT", 1.9);
        await using var cluster = await MarketCluster.StartAsync(venue, watchlist: Two);
        await ListedAsync(cluster, IWatchlistGrain.Elite, "BBBUSDT", "CCCUSDT");

        await ListedAsync(cluster, IWatchlistGrain.Overlay, "DDDUSDT");

        await Eventually.GetAsync(() => cluster.Symbol(Id("DDDUSDT")).GetSnapshotAsync(), seen => seen.Phase == SymbolPhase.Live, Limit);
        (await cluster.Cluster.Client.GetLiveInstrumentsAsync()).ShouldBe([Id("BBBUSDT"), Id("CCCUSDT"), Id("DDDUSDT")]);
    }

    [Fact]
    public async Task Overlay_FixedList_AddsNothingUnlessTold()
    {
        var venue = Venue(("AAAUSDT", 5e6), ("DDDUSDT", 5e6));
        Move(venue, "DDDUSDT", 1.5);
        await using var cluster = await MarketCluster.StartAsync(venue, watchlist: options => options.Symbols = "AAAUSDT");
        await ListedAsync(cluster, IWatchlistGrain.Elite, "AAAUSDT");

        var refresh = await Overlay(cluster).RefreshAsync();

        (refresh.Problem, refresh.Instruments.Length).ShouldBe((null, 0));
    }

    [Fact]
    public async Task Lists_InstrumentGoesFromOneToTheOther_IsLiveThroughout()
    {
        var venue = Venue(("AAAUSDT", 5e6), ("BBBUSDT", 30e6), ("CCCUSDT", 20e6), ("DDDUSDT", 4e6));
        Move(venue, "AAAUSDT", 1.5);
        await using var cluster = await MarketCluster.StartAsync(venue, watchlist: Two);
        await ListedAsync(cluster, IWatchlistGrain.Overlay, "AAAUSDT");
        await Eventually.TrueAsync(() => Task.FromResult(venue.SubscriptionOf(Id("AAAUSDT")) is not null), Limit);
        var subscription = venue.SubscriptionOf(Id("AAAUSDT"));

        // To the elite, after which the overlay gives it up.
        Trade(venue, "CCCUSDT", 1);
        (await cluster.Watchlist().RefreshAsync()).Joined.ShouldBe([Id("AAAUSDT")]);
        (await Overlay(cluster).RefreshAsync()).Left.ShouldBe([Id("AAAUSDT")]);

        venue.SubscriptionOf(Id("AAAUSDT")).ShouldBeSameAs(subscription);
        (await cluster.Symbol(Id("AAAUSDT")).GetSnapshotAsync()).Phase.ShouldNotBe(SymbolPhase.Idle);
        (await cluster.Cluster.Client.GetLiveInstrumentsAsync()).ShouldContain(Id("AAAUSDT"));
    }

    [Fact]
    public async Task RefreshAsync_SomebodyElseHasStoredAChoice_TakesItOverAndChoosesOnTop()
    {
        var venue = Venue(("AAAUSDT", 10), ("BBBUSDT", 30), ("CCCUSDT", 20), ("DDDUSDT", 1), ("EEEUSDT", 0.1));
        await using var cluster = await MarketCluster.StartAsync(venue, watchlist: Two);
        await ListedAsync(cluster, IWatchlistGrain.Elite, "BBBUSDT", "CCCUSDT");
        var storage = cluster.Cluster.Silos[0].ServiceProvider.GetRequiredKeyedService<IGrainStorage>("Default");
        var id = cluster.Watchlist().GetGrainId();
        var stored = new GrainState<WatchlistState>();
        await storage.ReadStateAsync("watchlist", id, stored);
        stored.State = stored.State! with { Instruments = ["fake:EEEUSDT", "fake:BBBUSDT"] };
        await storage.WriteStateAsync("watchlist", id, stored);
        Trade(venue, "CCCUSDT", 0.5);

        (await cluster.Watchlist().RefreshAsync()).Problem.ShouldNotBeNull();

        await ListedAsync(cluster, IWatchlistGrain.Elite, "AAAUSDT", "BBBUSDT");
    }

    private static void Two(WatchlistOptions options) =>
        (options.Top, options.MinimumDwell, options.RankMargin, options.WarmAhead) = (2, TimeSpan.Zero, 0, 0);

    private static FakeVenue Venue(params (string Symbol, double QuoteVolume)[] symbols)
    {
        var venue = new FakeVenue(Now);
        foreach (var (symbol, volume) in symbols)
        {
            venue.Listed.Add(new InstrumentInfo(Id(symbol), symbol[..^4], symbol[^4..], 0.01m, 0.001m, 5, 0, IsTrading: true));
            venue.Tickers.Add(new Ticker24Hours(Id(symbol), 100, 100, volume, Now));
        }

        return venue;
    }

    private static void Trade(FakeVenue venue, string symbol, double quoteVolume) => Change(venue, symbol, ticker => ticker with { QuoteVolume = quoteVolume });

    private static void Move(FakeVenue venue, string symbol, double factor) => Change(venue, symbol, ticker => ticker with { LastPrice = ticker.OpenPrice * factor });

    private static void Change(FakeVenue venue, string symbol, Func<Ticker24Hours, Ticker24Hours> change)
    {
        var index = venue.Tickers.FindIndex(ticker => ticker.Id == Id(symbol));
        venue.Tickers[index] = change(venue.Tickers[index]);
    }

    private static IWatchlistGrain Overlay(MarketCluster cluster) => cluster.Cluster.Client.GetGrain<IWatchlistGrain>(IWatchlistGrain.Overlay);

    private static InstrumentId Id(string symbol) => new("fake", symbol);

    private static async Task ListedAsync(MarketCluster cluster, string list, params string[] symbols) =>
        await Eventually.GetAsync(
            async () => await cluster.Cluster.Client.GetGrain<IWatchlistGrain>(list).GetInstrumentsAsync(),
            instruments => instruments.Select(id => id.Symbol).Order().SequenceEqual(symbols.Order()),
            Limit);
}
