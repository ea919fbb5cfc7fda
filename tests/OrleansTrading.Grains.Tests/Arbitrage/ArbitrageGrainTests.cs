using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;
using OrleansTrading.Contracts.Arbitrage;
using OrleansTrading.Contracts.Events;
using OrleansTrading.Domain.Arbitrage;
using OrleansTrading.Domain.Books;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Grains.Accounts;
using OrleansTrading.Grains.Arbitrage;
using OrleansTrading.Grains.Retention;
using OrleansTrading.Grains.Tests.Alerting;
using OrleansTrading.Grains.Tests.Fakes;
using OrleansTrading.Storage.Records;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Arbitrage;

public sealed partial class ArbitrageGrainTests : IDisposable
{
    private const long Start = 1_767_225_600_000;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly InstrumentId Cheap = new("fake", "BTCUSDT");
    private static readonly InstrumentId Dear = new("other", "BTC-USDT-SWAP");
    private readonly ArbitrageTrouble _trouble = new();
    private readonly LogLines _lines = new();
    private readonly FakeVenue _one = VenueOf("fake", Cheap, bid: 100);
    private readonly FakeVenue _other = VenueOf("other", Dear, bid: 100);

    public void Dispose() => _lines.Dispose();

    [Fact]
    public async Task Gap_OpensAndCloses_IsListedStoredAndTold()
    {
        await using var cluster = await StartAsync();
        var told = new List<ArbitrageChanged>();
        await using var subscription = cluster.Service<IEventBus>().Subscribe<ArbitrageChanged>("test", (change, _) =>
        {
            lock (told)
                told.Add(change);
            return ValueTask.CompletedTask;
        });
        await LookAsync(cluster, view => view.Spreads.Length == 2 && view.Open.IsEmpty);

        Move(_other, Dear, previous: 10, bid: 110);
        var open = (await LookAsync(cluster, view => !view.Open.IsEmpty)).Open.ShouldHaveSingleItem();
        (open.Spread.Buy, open.Spread.Sell, open.ClosedAt).ShouldBe((Cheap, Dear, null));
        // Bought at 101, sold at 110, each for a fee of a thousandth.
        open.Spread.NetBps.ShouldBe(((110 * 0.999) - (101 * 1.001)) / 101 * 10_000, 1e-6);

        Move(_other, Dear, previous: 11, bid: 100);
        await LookAsync(cluster, view => view.Open.IsEmpty);
        var store = cluster.Service<IArbitrageStore>();
        var stored = await Eventually.GetAsync(
            () => store.ListAsync("BTC", null, 10, CancellationToken.None), list => list is [{ ClosedAt: not null }], Limit);
        (stored[0].Id, stored[0].End).ShouldBe((open.Id, ArbitrageEnd.Closed));
        await Eventually.TrueAsync(() =>
        {
            lock (told)
                return Task.FromResult(told.Count == 2);
        }, Limit);
        told.Select(change => change.Opportunity.End).ShouldBe([null, ArbitrageEnd.Closed]);
    }

    [Fact]
    public async Task Book_NotLive_IsLeftOutWithTheReason()
    {
        await using var cluster = await StartAsync();
        await LookAsync(cluster, view => view.Spreads.Length == 2);
        _other.SubscriptionOf(Dear)!.Interrupt();
        var view = await LookAsync(cluster, view => view.Spreads.IsEmpty);
        view.LeftOut.ShouldHaveSingleItem().Instrument.ShouldBe(Dear.ToString());
        view.LeftOut[0].Reason.ShouldContain("Syncing");
    }

    [Fact]
    public async Task Venue_WithoutTheAsset_IsLeftOut()
    {
        _other.Listed.Clear();
        await using var cluster = await StartAsync(connect: false);
        var view = await LookAsync(cluster, view => !view.LeftOut.IsEmpty);
        view.LeftOut.ShouldHaveSingleItem().Instrument.ShouldBe("other");
        _one.SubscriptionOf(Cheap).ShouldBeNull("a single venue is not worth keeping live");
    }

    [Fact]
    public async Task Funding_OfVenuesWithTheirOwnIntervals_IsComparedByTheYear()
    {
        (_one.FundingInterval, _other.FundingInterval) = (TimeSpan.FromHours(8), TimeSpan.FromHours(1));
        await using var cluster = await StartAsync();
        await LookAsync(cluster, view => view.Spreads.Length == 2 && view.Spreads.All(spread => spread.FundingBpsPerYear is null));
        Price(_one, Cheap, 100, funding: 0.0004);
        Price(_other, Dear, 100, funding: 0.0001);
        var view = await LookAsync(cluster, view => view.Spreads.Length == 2 && view.Spreads.All(spread => spread.FundingBpsPerYear is not null));
        view.Spreads.Single(spread => spread.Buy == Cheap).FundingBpsPerYear!.Value.ShouldBe(((0.0001 * 8_760) - (0.0004 * 1_095)) * 10_000, 1e-6);
    }

    [Fact]
    public async Task Instrument_ThatDoesNotAnswer_IsLeftOutAndHoldsUpNoOther()
    {
        await using var cluster = await StartAsync();
        await LookAsync(cluster, view => view.Spreads.Length == 2);
        Move(_other, Dear, previous: 10, bid: 110);
        await LookAsync(cluster, view => !view.Open.IsEmpty);
        _trouble.Instrument = Dear;
        var view = await LookAsync(cluster, view => view.Open.IsEmpty);
        var left = view.LeftOut.ShouldHaveSingleItem();
        (left.Instrument, left.Reason).ShouldBe((Dear.ToString(), "It does not answer (InvalidOperationException)."));
        var stored = await Eventually.GetAsync(
            () => cluster.Service<IArbitrageStore>().ListAsync("BTC", null, 10, CancellationToken.None), list => list is [{ ClosedAt: not null }], Limit);
        stored[0].End.ShouldBe(ArbitrageEnd.Lost);
    }

    [Fact]
    public async Task Opportunity_ThatStaysOpen_HasItsLastSightStored()
    {
        await using var cluster = await StartAsync();
        await LookAsync(cluster, view => view.Spreads.Length == 2);
        Move(_other, Dear, previous: 10, bid: 110);
        await LookAsync(cluster, view => !view.Open.IsEmpty);
        var stored = await Eventually.GetAsync(
            () => cluster.Service<IArbitrageStore>().ListAsync("BTC", null, 10, CancellationToken.None), list => list is [{ Looks: > 1, ClosedAt: null }], Limit);
        stored[0].SeenAt.ShouldBeGreaterThan(stored[0].OpenedAt);
    }

    [Fact]
    public void Choose_SeveralQuotes_TakesTheMostPreferredThatTrades()
    {
        InstrumentInfo[] listed = [Info("a", "BTCUSD", "USD"), Info("a", "BTCUSDT", "USDT") with { IsTrading = false }, Info("a", "BTCEUR", "EUR")];
        ArbitrageInstrument.Choose(listed, "BTC", ["USDT", "USD"], hasDerivatives: false).ShouldBe(new ArbitrageInstrument(new InstrumentId("a", "BTCUSD"), "USD", false));
        ArbitrageInstrument.Choose(listed, "ETH", ["USDT", "USD"], hasDerivatives: false).ShouldBeNull();
    }

    private async Task<MarketCluster> StartAsync(bool connect = true, bool execute = false, LastingGrainStorage? states = null)
    {
        var cluster = await MarketCluster.StartAsync(_one, services: services =>
        {
            services.AddSingleton<IVenueConnector>(_other);
            services.AddRetention();
            states?.AddAsDefaultTo(services);
            services.AddSingleton<ILoggerProvider>(_lines);
            services.AddSingleton<IIncomingGrainCallFilter>(_trouble);
            services.AddAccounts(new ConfigurationBuilder().Build());
            // The candles of the made-up venues have other prices than their books: a stop would fire at them.
            services.Configure<TradingOptions>(options => (options.Paper.MaxDataAge, options.Protection) = (TimeSpan.FromMinutes(10), 0));
            services.AddArbitrage(new ConfigurationBuilder().Build());
            services.Configure<ArbitrageOptions>(options =>
            {
                (options.Assets, options.Interval, options.MaxAge) = ("BTC", TimeSpan.FromMilliseconds(50), TimeSpan.FromMinutes(10));
                (options.Notional, options.Execute) = (100, execute);
            });
        });
        if (connect)
        {
            await ConnectAsync(_one, Cheap);
            await ConnectAsync(_other, Dear);
        }

        return cluster;
    }

    private static async Task ConnectAsync(FakeVenue venue, InstrumentId instrument)
    {
        await Eventually.TrueAsync(() => Task.FromResult(venue.SubscriptionOf(instrument) is not null), Limit);
        var stream = venue.SubscriptionOf(instrument)!;
        stream.Connect();
        // The snapshot has id 10; this is the change that follows it.
        stream.SendDepth(new DepthUpdate(Start, 9, 10, 8, [], []));
    }

    private static void Price(FakeVenue venue, InstrumentId instrument, double price, double funding = 0) =>
        venue.SubscriptionOf(instrument)!.Send(MarketEvent.ForMarkPrice(new MarkPrice(venue.Now, price, price, funding, 0), TimeProvider.System.GetTimestamp()));

    private static void Move(FakeVenue venue, InstrumentId instrument, long previous, double bid)
    {
        BookLevel[] Levels(double price) => [.. new[] { 100.0, 110 }.Select(level => new BookLevel(level + price, level == bid ? 50 : 0))];
        venue.SubscriptionOf(instrument)!.SendDepth(new DepthUpdate(Start, previous + 1, previous + 1, previous, Levels(0), Levels(1)));
    }

    private static FakeVenue VenueOf(string name, InstrumentId instrument, double bid)
    {
        var venue = new FakeVenue(Start + 30_000, name: name) { Depth = new(10, 10_000, [new(bid, 50)], [new(bid + 1, 50)]) };
        venue.Listed.Add(Info(name, instrument.Symbol, "USDT"));
        return venue;
    }

    private static InstrumentInfo Info(string venue, string symbol, string quote) =>
        new(new InstrumentId(venue, symbol), "BTC", quote, 0.1m, 0.001m, 5, 0, IsTrading: true);

    private static Task<ArbitrageView> LookAsync(MarketCluster cluster, Func<ArbitrageView, bool> until) =>
        Eventually.GetAsync(() => cluster.Cluster.Client.GetGrain<IArbitrageGrain>("BTC").GetAsync(), until, Limit);
}
