using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.TestingHost;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Grains;
using OrleansTrading.Grains.Capture;
using OrleansTrading.Grains.Jobs;
using OrleansTrading.Grains.MarketData;
using OrleansTrading.Storage;
using OrleansTrading.Storage.Memory;

namespace OrleansTrading.Benchmarks.Ingest;

/// <summary>One silo whose symbol grains follow the market through a connector.</summary>
internal sealed class GrainCluster : IAsyncDisposable
{
    private static readonly TimeSpan WarmUpLimit = TimeSpan.FromMinutes(3);

    private readonly InProcessTestCluster _cluster;

    private GrainCluster(InProcessTestCluster cluster) => _cluster = cluster;

    /// <param name="connector">The venue.</param>
    /// <param name="directory">Where candles are kept; null for in memory.</param>
    /// <param name="captures">Where the market is recorded; null for not at all.</param>
    public static async Task<GrainCluster> StartAsync(IVenueConnector connector, string? directory, string? captures)
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) => silo.AddMemoryGrainStorageAsDefault().UseInMemoryReminderService());
        builder.ConfigureSiloHost((_, host) =>
        {
            host.Services.AddMarketGrains(host.Configuration);
            host.Services.AddSingleton(connector);
            host.Services.AddMemoryRecordStores();
            if (directory is null)
                host.Services.AddSingleton<IMarketStore>(new MemoryMarketStore());
            else
                host.Services.AddFileMarketStore(options => options.Directory = directory);
            host.Services.Configure<MarketOptions>(options => options.Streams = "Trade,BookTicker");
            if (captures is not null)
                host.Services.AddJobs(host.Configuration).AddCapture(host.Configuration).Configure<CaptureOptions>(options => options.Directory = captures);
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new GrainCluster(cluster);
    }

    /// <summary>Has every instrument followed and waits until all candles are complete.</summary>
    public async Task FollowAsync(IReadOnlyList<InstrumentId> instruments, CancellationToken cancellationToken)
    {
        var grains = instruments.Select(instrument => _cluster.Client.GetGrain<ISymbolGrain>(instrument.ToString())).ToList();
        await Task.WhenAll(grains.Select(grain => grain.EnsureLiveAsync()));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(WarmUpLimit);
        foreach (var grain in grains)
        {
            while ((await grain.GetSnapshotAsync()).Phase != SymbolPhase.Live)
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
    }
}
