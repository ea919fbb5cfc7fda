using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Hosting;
using Orleans.TestingHost;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Exchanges.Binance;
using OrleansTrading.Exchanges.Binance.Environment;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Streams;
using OrleansTrading.Grains.Capture;
using OrleansTrading.Grains.MarketData;
using OrleansTrading.Grains.Tests.Engine;
using OrleansTrading.Grains.Tests.Fakes;
using OrleansTrading.Simulator.Hosting;
using OrleansTrading.Storage;
using OrleansTrading.Storage.Memory;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Grains.Tests.Simulated;

/// <summary>Silos with the real connector against the real simulator, on the real clock, with short times; what symbols tell is recorded.</summary>
internal sealed class SimulatedCluster : IAsyncDisposable
{
    private readonly InProcessTestCluster _cluster;

    private SimulatedCluster(InProcessTestCluster cluster, SimulatorHost simulator, RecordingCapture capture, IMarketStore store)
    {
        (_cluster, Simulator, Capture, Store) = (cluster, simulator, capture, store);
    }

    public InProcessTestCluster Cluster => _cluster;

    public SimulatorHost Simulator { get; }

    public RecordingCapture Capture { get; }

    /// <summary>What all silos keep in common.</summary>
    public IMarketStore Store { get; }

    public IEnumerable<InstrumentId> Instruments => Simulator.Market.Symbols.Select(symbol => new InstrumentId("binance", symbol));

    public static async Task<SimulatedCluster> StartAsync(
        int symbols, long seed, double speed, double tradesPerSecond = 3, int silos = 1, Action<IServiceCollection>? services = null)
    {
        var simulator = await SimulatorHost.StartAsync(new SimulatorOptions
        {
            Symbols = symbols, Seed = seed, Speed = speed, TradesPerSecond = tradesPerSecond,
            Start = new DateTimeOffset(2026, 1, 31, 11, 58, 30, TimeSpan.Zero), WeightPerMinute = 10_000_000, ConnectionsPerFiveMinutes = 10_000,
        });
        var (capture, store) = (new RecordingCapture(), new MemoryMarketStore());
        var settings = Hurried();
        var environment = new BinanceEnvironment(settings);
        environment.UseSimulator(simulator.BaseAddress);
        var builder = new InProcessTestClusterBuilder((short)silos);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddMemoryGrainStorageAsDefault().UseInMemoryReminderService();
            LeavingSilo.PassesCallsOn(silo);
        });
        builder.ConfigureSiloHost((_, host) =>
        {
            host.Services.AddMarketGrains(host.Configuration);
            host.Services.AddMarketUpkeep(host.Configuration);
            host.Services.AddSingleton<IVenueConnector>(_ =>
                new BinanceConnector(Options.Create(settings), Options.Create(Watch()), environment, TimeProvider.System, NullLoggerFactory.Instance));
            host.Services.AddSingleton<IMarketStore>(store);
            host.Services.AddSingleton<IStreamHistoryStore>(new MemoryStreamHistoryStore());
            host.Services.AddSingleton<IMarketCapture>(capture);
            host.Services.Configure<MarketOptions>(options =>
            {
                (options.Intervals, options.Capacity, options.Streams) = ("1m,5m", 60, "Trade,Liquidation");
                options.FallbackInterval = TimeSpan.FromMilliseconds(500);
                options.RepairGrace = TimeSpan.FromMilliseconds(300);
                options.TradeTailInterval = TimeSpan.FromSeconds(2);
            });
            services?.Invoke(host.Services);
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new SimulatedCluster(cluster, simulator, capture, store);
    }

    public ISymbolGrain Symbol(InstrumentId instrument) => _cluster.Client.GetGrain<ISymbolGrain>(instrument.ToString());

    public async ValueTask DisposeAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
        await Simulator.DisposeAsync();
    }

    private static BinanceOptions Hurried()
    {
        var settings = new BinanceOptions();
        (settings.Rest.WeightLimit, settings.Rest.DefaultRetryAfter) = (10_000_000, TimeSpan.FromSeconds(1));
        settings.Streams.ReconnectDelay = TimeSpan.FromMilliseconds(100);
        settings.Streams.MaxReconnectDelay = TimeSpan.FromMilliseconds(500);
        settings.Streams.WatchPeriod = TimeSpan.FromMilliseconds(100);
        settings.Streams.StallReconnectPause = TimeSpan.FromSeconds(2);
        return settings;
    }

    private static StreamWatchOptions Watch()
    {
        var soon = TimeSpan.FromSeconds(2);
        return new StreamWatchOptions { FirstMessageTimeout = soon, TradeTimeout = soon, KlineTimeout = soon };
    }
}
