using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.TestingHost;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Contracts.Watchlists;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Grains.Jobs;
using OrleansTrading.Grains.MarketData;
using OrleansTrading.Grains.Watchlists;
using OrleansTrading.Storage;
using OrleansTrading.Storage.Memory;

namespace OrleansTrading.Grains.Tests.Fakes;

/// <summary>Silos with the market grains over a fake venue and a store in memory that outlives every silo.</summary>
internal sealed class MarketCluster : IAsyncDisposable
{
    private MarketCluster(InProcessTestCluster cluster, FakeVenue venue, IMarketStore store)
    {
        (Cluster, Venue, Store) = (cluster, venue, store);
    }

    public InProcessTestCluster Cluster { get; }

    public FakeVenue Venue { get; }

    public IMarketStore Store { get; }

    public static async Task<MarketCluster> StartAsync(
        FakeVenue venue, IMarketStore? store = null, int silos = 1, Action<MarketOptions>? market = null, Action<WatchlistOptions>? watchlist = null,
        Action<IServiceCollection>? services = null)
    {
        store ??= new MemoryMarketStore();
        var builder = new InProcessTestClusterBuilder((short)silos);
        builder.ConfigureSilo((_, silo) => silo.AddMemoryGrainStorageAsDefault().UseInMemoryReminderService());
        builder.ConfigureSiloHost((_, host) =>
        {
            host.Services.AddMarketGrains(host.Configuration);
            host.Services.AddMarketUpkeep(host.Configuration);
            host.Services.AddSingleton<IVenueConnector>(venue);
            host.Services.AddSingleton(store);
            host.Services.AddMemoryRecordStores();
            host.Services.Configure<MarketOptions>(options =>
            {
                options.Intervals = "1m,5m,15m";
                options.Capacity = 60;
                options.FallbackInterval = TimeSpan.FromMilliseconds(100);
                options.RepairGrace = TimeSpan.FromMilliseconds(100);
                market?.Invoke(options);
            });
            host.Services.Configure<WatchlistOptions>(options =>
            {
                options.Venue = venue.Venue;
                options.KeepAliveInterval = TimeSpan.FromMilliseconds(200);
                watchlist?.Invoke(options);
            });
            services?.Invoke(host.Services);
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new MarketCluster(cluster, venue, store);
    }

    public ISymbolGrain Symbol(InstrumentId instrument) => Cluster.Client.GetGrain<ISymbolGrain>(instrument.ToString());

    /// <summary>A service of a silo.</summary>
    public T Service<T>(int silo = 0)
        where T : notnull => Cluster.Silos[silo].ServiceProvider.GetRequiredService<T>();

    /// <summary>Runs a job once, as its silo would.</summary>
    public async Task<RecordingJobContext> RunAsync<TJob, TParameters>(TParameters parameters)
        where TJob : class, IJob<TParameters>
        where TParameters : class, new()
    {
        var context = new RecordingJobContext();
        await Service<TJob>().RunAsync(context, parameters, CancellationToken.None);
        return context;
    }

    public IWatchlistGrain Watchlist() => Cluster.Client.GetGrain<IWatchlistGrain>(IWatchlistGrain.Elite);

    public async ValueTask DisposeAsync()
    {
        await Cluster.StopAllSilosAsync();
        await Cluster.DisposeAsync();
    }
}
