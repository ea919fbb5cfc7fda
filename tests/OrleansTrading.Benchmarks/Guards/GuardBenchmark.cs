using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.TestingHost;
using OrleansTrading.Benchmarks.Scanning;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Guards;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Risk;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Trading;
using OrleansTrading.Grains;
using OrleansTrading.Grains.Accounts;
using OrleansTrading.Grains.MarketData;
using OrleansTrading.Storage;
using OrleansTrading.TestKit;

namespace OrleansTrading.Benchmarks.Guards;

/// <summary>
/// From a trade in the symbol's queue to the closing order's arrival at a venue on this machine: guard, account, its events on the disk,
/// HTTP. And what a price costs a guard that it does not concern.
/// </summary>
[Description("guard: trade to order on the wire over loopback; a price that concerns no guard")]
internal static class GuardBenchmark
{
    private const string Account = "bench";
    private const int WarmUps = 50;
    private const int Runs = 1000;
    private const int Prices = 20_000_000;
    private static readonly GuardPlan Plan = new(95, [new GuardTarget(200, 1)], null, null, null, null);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public static async Task RunAsync(Report report)
    {
        using var directory = new TemporaryDirectory();
        report.At("the start of a silo");
        var venue = await LoopbackVenue.StartAsync();
        var market = new QuietVenue(1, 200);
        var cluster = await StartAsync(market, venue, directory.Path);
        try
        {
            report.At("trades through stops");
            var samples = await MeasureAsync(cluster, market, venue);
            await report.WriteLineAsync($"""
                ## Guards: a trade through the stop, and the order that closes

                {LatencySamples.Header}
                """);
            await report.WriteAsync("trade in the queue to the order's arrival over HTTP, its events stored before", samples, 5);
            var nearby = Nearby();
            await report.WriteLineAsync($"\nA price that concerns no guard, one guard with stop, target and trailing stop: {nearby:F1} ns, 0 B (target 100 ns).\n");
            report.Add("a price that concerns no guard", "mean", nearby, "ns", 100);
        }
        finally
        {
            await cluster.StopAllSilosAsync();
            await cluster.DisposeAsync();
            await venue.StopAsync();
        }
    }

    private static async Task<LatencySamples> MeasureAsync(InProcessTestCluster cluster, QuietVenue market, LoopbackVenue venue)
    {
        var instrument = market.Instruments[0];
        var account = cluster.Client.GetGrain<IAccountGrain>(Account);
        await cluster.Client.GetGrain<ISymbolGrain>(instrument.ToString()).EnsureLiveAsync();
        await account.WakeAsync();
        await Eventually.TrueAsync(async () => (await account.GetAsync()).IsReady, Limit);
        await account.ChangeLimitsAsync(new LimitsChange(
            ImmutableDictionary<RiskRule, RiskLimit?>.Empty.Add(RiskRule.OrderNotional, new RiskLimit(5_000, BreachAction.Refuse)), Account));
        await account.SwitchAsync(TradingSwitch.On, Account, Account);
        var samples = new LatencySamples(Runs);
        long trade = 0;
        for (var run = -WarmUps; run < Runs; run++)
        {
            Send(market, instrument, ++trade, 100);
            var placed = await account.PlaceAsync(new PlaceOrder(
                $"run/{run}", OrderPurpose.Manual, instrument, OrderSide.Buy, null, OrderType.Market, 1, null, null, null, null, TimeInForce.GoodTillCancel, false, Plan, Account));
            if (placed.Refusal is { } refusal)
                throw new InvalidOperationException($"The order was refused: {refusal}.");
            await UntilAsync(async () => (await account.GetPositionsAsync()) is [{ IsGuardLive: true, IsProtected: true }]);
            var closing = venue.NextCloseAsync();
            var started = Stopwatch.GetTimestamp();
            Send(market, instrument, ++trade, 94);
            var arrived = await closing.WaitAsync(Limit);
            if (run >= 0)
                samples.Add(arrived - started);
            await UntilAsync(async () => (await account.GetPositionsAsync()).IsEmpty);
        }

        return samples;
    }

    private static void Send(QuietVenue market, InstrumentId instrument, long id, double price) =>
        market.Send(instrument, MarketEvent.ForTrade(new AggTrade(id, QuietVenue.Now, price, 1, false), Stopwatch.GetTimestamp()));

    private static async Task UntilAsync(Func<Task<bool>> ask)
    {
        for (var begun = Stopwatch.GetTimestamp(); !await ask();)
        {
            if (Stopwatch.GetElapsedTime(begun) > Limit)
                throw new TimeoutException("The account did not come to it in time.");
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        }
    }

    private static double Nearby()
    {
        var guard = new PositionGuard(
            "g", new PositionKey(new InstrumentId("quiet", "BTCUSDT"), PositionSide.Net), true, 100, 1, Plan with { TrailingPercent = 3 }, GuardProgress.None);
        var track = new GuardTrack(guard, 0);
        track.OnPrice(110, GuardPriceKind.Trade, 1);
        var fastest = double.MaxValue;
        for (var round = 0; round < 5; round++)
        {
            var started = Stopwatch.GetTimestamp();
            for (var i = 0; i < Prices; i++)
            {
                if (track.OnPrice(108 + (i & 1), GuardPriceKind.Trade, i) is not null)
                    throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Price {i} triggered."));
            }

            fastest = Math.Min(fastest, Stopwatch.GetElapsedTime(started).TotalNanoseconds / Prices);
        }

        return fastest;
    }

    private static async Task<InProcessTestCluster> StartAsync(QuietVenue market, LoopbackVenue venue, string directory)
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) => silo.AddMemoryGrainStorageAsDefault().UseInMemoryReminderService());
        builder.ConfigureSiloHost((_, host) =>
        {
            host.Services.AddMarketGrains(host.Configuration);
            host.Services.AddSingleton<IVenueConnector>(market);
            host.Services.AddFileMarketStore(options => options.Directory = directory);
            host.Services.AddFileRecordStores();
            host.Services.Configure<MarketOptions>(options => options.Streams = "Trade,BookTicker,MarkPrice");
            host.Services.AddAccounts(host.Configuration);
            host.Services.AddSingleton<ITradingConnector>(venue);
            host.Services.Configure<TradingOptions>(options => options.Accounts[Account] = new AccountOptions { Venue = venue.Venue, Key = "key", Secret = "secret" });
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }
}
