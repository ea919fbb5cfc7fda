using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Guards;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Trading;
using OrleansTrading.Grains.Accounts;
using OrleansTrading.Grains.Tests.Fakes;
using OrleansTrading.Storage.Accounts;
using OrleansTrading.Storage.Memory;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Accounts;

/// <summary>Silos with accounts over a fake venue, whose events outlive every silo.</summary>
internal sealed class TradingCluster : IAsyncDisposable
{
    public const long Start = 1_767_225_600_000;

    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);
    public static readonly InstrumentId Instrument = new("fake", "BTCUSDT");
    public static readonly PositionKey Key = new(Instrument, PositionSide.Net);

    private long _trades;

    private TradingCluster(MarketCluster market, IAccountEventStore events) => (Market, Events) = (market, events);

    public MarketCluster Market { get; }

    public IAccountEventStore Events { get; }

    public IAccountGrain Paper => Account("paper");

    public static async Task<TradingCluster> StartAsync(
        int silos = 1, IAccountEventStore? events = null, Action<TradingOptions>? trading = null, ITradingConnector? connector = null,
        Action<IServiceCollection>? services = null, Task? listingHeld = null)
    {
        events ??= new MemoryAccountEventStore();
        var venue = new FakeVenue(Start) { ListingHeld = listingHeld };
        venue.Listed.Add(new InstrumentInfo(Instrument, "BTC", "USDT", 0.1m, 0.001m, 5m, 0, IsTrading: true) { MaxQuantity = 100m });
        venue.Listed.Add(new InstrumentInfo(new InstrumentId("fake", "OLDUSDT"), "OLD", "USDT", 0.1m, 0.001m, 5m, 0, IsTrading: false));
        venue.Listed.Add(new InstrumentInfo(new InstrumentId("fake", "ETHBTC"), "ETH", "BTC", 0.1m, 0.001m, 0, 0, IsTrading: true));
        var market = await MarketCluster.StartAsync(venue, silos: silos, services: added =>
        {
            added.AddAccounts(new ConfigurationBuilder().Build());
            added.Replace(ServiceDescriptor.Singleton(events));
            if (connector is not null)
                added.AddSingleton(connector);
            added.Configure<TradingOptions>(options =>
            {
                options.WatchInterval = TimeSpan.FromMilliseconds(100);
                options.NudgeInterval = TimeSpan.FromMilliseconds(200);
                options.Paper.MaxDataAge = TimeSpan.FromMinutes(1);
                trading?.Invoke(options);
            });
            services?.Invoke(added);
        });
        return new TradingCluster(market, events);
    }

    public IAccountGrain Account(string id) => Market.Cluster.Client.GetGrain<IAccountGrain>(id);

    /// <summary>Makes the symbol follow its market and gives it a first price.</summary>
    public async Task FollowAsync(decimal price)
    {
        await Market.Symbol(Instrument).EnsureLiveAsync();
        await Eventually.TrueAsync(() => Task.FromResult(Market.Venue.SubscriptionOf(Instrument) is not null), Limit);
        Market.Venue.SubscriptionOf(Instrument)!.Connect();
        // What history brings while it warms up would be newer than the first trade.
        await Eventually.TrueAsync(async () => (await Market.Symbol(Instrument).GetSnapshotAsync()).Phase == SymbolPhase.Live, Limit);
        // Candles that are asked for once the stream is there, and come after the trade, are as new as it: then another trade.
        do
            Send(price);
        while ((await SeenAsync(price, snapshot => snapshot.EventTime == Market.Venue.Now)).LastPrice != (double)price);
    }

    /// <summary>The market moves: best bid and ask a tenth below and above, mark and a trade at the price. Waits until the symbol knows.</summary>
    public Task MoveAsync(decimal price, decimal quantity = 5)
    {
        Send(price, quantity);
        return SeenAsync(price, snapshot => snapshot.LastPrice == (double)price);
    }

    public void Send(decimal price, decimal quantity = 5)
    {
        var stream = Market.Venue.SubscriptionOf(Instrument)!;
        Market.Venue.MoveTo(Market.Venue.Now + 100);
        var (now, received, id) = (Market.Venue.Now, TimeProvider.System.GetTimestamp(), ++_trades);
        stream.Send(MarketEvent.ForBookTicker(new BookTicker(id, now, (double)(price - 0.1m), 10, (double)(price + 0.1m), 10), received));
        stream.Send(MarketEvent.ForMarkPrice(new MarkPrice(now, (double)price, (double)price, 0.0001, Start + (8 * 3_600_000)), received));
        stream.Send(MarketEvent.ForTrade(new AggTrade(id, now, (double)price, (double)quantity, false), received));
    }

    private Task<InstrumentSnapshot> SeenAsync(decimal price, Func<InstrumentSnapshot, bool> satisfies) => Eventually.GetAsync(
        () => Market.Symbol(Instrument).GetSnapshotAsync(),
        snapshot => snapshot is { Mark: { } mark, Book: { } book }
            && mark.Price == (double)price && book.AskPrice == (double)(price + 0.1m) && satisfies(snapshot),
        Limit);

    public async Task<AccountEvent[]> StoredAsync(string account = "paper") =>
        [.. (await Events.ReadAsync(account, 0, 10_000, CancellationToken.None)).Select(stored => stored.Event)];

    public async ValueTask DisposeAsync() => await Market.DisposeAsync();

    public static PlaceOrder Buy(decimal quantity, string key, GuardPlan? guards = null) => AtMarket(OrderSide.Buy, quantity, key, guards);

    public static PlaceOrder Sell(decimal quantity, string key) => AtMarket(OrderSide.Sell, quantity, key, null);

    public static PlaceOrder Limited(OrderSide side, decimal quantity, decimal price, string key, TimeInForce timeInForce = TimeInForce.GoodTillCancel) =>
        AtMarket(side, quantity, key, null) with { Type = OrderType.Limit, Price = price, TimeInForce = timeInForce };

    private static PlaceOrder AtMarket(OrderSide side, decimal quantity, string key, GuardPlan? guards) => new(
        key, OrderPurpose.Manual, Instrument, side, null, OrderType.Market, quantity, null, null, null, null, TimeInForce.GoodTillCancel, false, guards, "test");
}
