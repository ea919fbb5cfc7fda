using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Hosting;
using Orleans.TestingHost;
using OrleansTrading.Exchanges.Binance;
using OrleansTrading.Grains;
using OrleansTrading.Grains.Accounts;
using OrleansTrading.Grains.Alerting;
using OrleansTrading.Grains.Arbitrage;
using OrleansTrading.Grains.Balance;
using OrleansTrading.Grains.Capture;
using OrleansTrading.Grains.Cluster;
using OrleansTrading.Grains.Events;
using OrleansTrading.Grains.Executor;
using OrleansTrading.Grains.Jobs;
using OrleansTrading.Grains.Portfolio;
using OrleansTrading.Storage;
using OrleansTrading.Storage.Accounts;
using OrleansTrading.Storage.PostgreSql;
using OrleansTrading.Storage.PostgreSql.Candles;
using OrleansTrading.Storage.PostgreSql.Records;
using OrleansTrading.TestKit;

namespace OrleansTrading.Benchmarks.Chaos;

/// <summary>
/// Three silos with what the service consists of, over one database. States and reminders of grains outlast every silo. Everything is the
/// product's own; the stores of candles and of account events are reached through doors that are slow at times and write down what was acknowledged.
/// Each silo records on a disk, which a later one takes over.
/// </summary>
internal sealed class StormCluster : IAsyncDisposable
{
    public const int Silos = 3;
    public const string Guarded = "guarded";

    private readonly InProcessTestCluster _cluster;
    private readonly StormDisks _disks;
    private readonly List<Task> _ending = [];

    private StormCluster(InProcessTestCluster cluster, StormDisks disks) => (_cluster, _disks) = (cluster, disks);

    /// <summary>The grains as the API of one of the silos asks for them: callers live on silos, and hear at once when another one is gone.</summary>
    public IGrainFactory Grains => Active is [_, ..] active ? active[Random.Shared.Next(active.Count)].ServiceProvider.GetRequiredService<IGrainFactory>() : _cluster.Client;

    public int Count => Active.Count;

    private List<InProcessSiloHandle> Active => [.. _cluster.Silos.Where(silo => silo.IsActive)];

    public static async Task<StormCluster> StartAsync(
        IReadOnlyDictionary<string, string?> settings, string database, StoreWeather weather, StormDisks disks, StormClock clock, Acknowledged acknowledged, JobLedger ledger,
        ILoggerProvider logs)
    {
        var (builder, states) = (new InProcessTestClusterBuilder(Silos), new LastingGrainStorage());
        builder.ConfigureSilo((_, silo) =>
        {
            states.AddAsDefaultTo(silo.Services);
            silo.UseInMemoryReminderService();
        });
        builder.ConfigureSiloHost((silo, host) =>
        {
            var disk = disks.Take(silo.SiloName);
            host.Configuration.AddInMemoryCollection(settings).AddInMemoryCollection([new("Capture:Directory", disk.Path)]);
            host.Logging.ClearProviders().AddProvider(logs).SetMinimumLevel(LogLevel.Information);
            var (services, configuration) = (host.Services, (IConfiguration)host.Configuration);
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
            AddStores(services, database, weather, acknowledged);
            services.AddBinance(configuration);
            services.AddEventBus();
            services.AddMarketGrains(configuration).AddMarketUpkeep(configuration);
            services.AddAccounts(configuration);
            services.AddJobs(configuration).AddSingleton(ledger).AddJob<StormOnceJob>().AddJob<StormAgainJob>().AddJob<StormAskedJob>();
            services.AddSingleton<ICaptureWriter>(provider => new WatchedCaptureWriter(provider.GetRequiredService<ParquetCaptureWriter>(), disk, weather));
            services.AddCapture(configuration);
            services.AddClusterReports().AddSymbolBalance(configuration);
            services.AddArbitrage(configuration);
            services.AddExecutor(configuration);
            services.AddPortfolio();
            services.AddAlerting(configuration);
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new StormCluster(cluster, disks);
    }

    /// <summary>Ends one of the silos as a crash would, mostly the oldest, which holds most; answers its name. What is left of it goes behind.</summary>
    public string Kill(Random random)
    {
        var active = Active;
        var silo = active[Math.Max(0, random.Next(-3, active.Count))];
        _disks.Die(silo.Name);
        _ending.Add(EndAsync(silo.Name, _cluster.KillSiloAsync(silo)));
        return silo.Name;
    }

    /// <summary>Ends one of the silos as an operator does; answers its name. It goes behind.</summary>
    public string Stop(Random random)
    {
        var active = Active;
        var silo = active[random.Next(active.Count)];
        _ending.Add(EndAsync(silo.Name, _cluster.StopSiloAsync(silo)));
        return silo.Name;
    }

    public async Task<string> StartAnotherAsync() => (await _cluster.StartAdditionalSiloAsync()).Name;

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_ending);
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
    }

    private async Task EndAsync(string silo, Task ending)
    {
        await ending;
        _disks.Free(silo);
    }

    private static void AddStores(IServiceCollection services, string database, StoreWeather weather, Acknowledged acknowledged)
    {
        services.AddPostgresDatabase(database).AddPostgresMarketStore().AddPostgresRecordStores();
        var events = services.Single(service => service.ServiceType == typeof(IAccountEventStore)).ImplementationType!;
        services.Replace(ServiceDescriptor.Singleton<IMarketStore>(provider =>
            new WatchedMarketStore(provider.GetRequiredService<PostgresMarketStore>(), weather, acknowledged.Candles)));
        services.Replace(ServiceDescriptor.Singleton<IAccountEventStore>(provider =>
            new WatchedEventStore((IAccountEventStore)ActivatorUtilities.CreateInstance(provider, events), weather, acknowledged.Events)));
    }
}
