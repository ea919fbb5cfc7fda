using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.TestingHost;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Grains;
using OrleansTrading.Grains.MarketData;
using OrleansTrading.Storage;
using OrleansTrading.Storage.Memory;

namespace OrleansTrading.Benchmarks.Ingest;

/// <summary>One silo whose symbol grains follow the market through a connector.</summary>
internal sealed class GrainCluster : IAsyncDisposable
{
    private readonly InProcessTestCluster _cluster;

    private GrainCluster(InProcessTestCluster cluster) => _cluster = cluster;

    public static async Task<GrainCluster> StartAsync(IVenueConnector connector)
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) => silo.AddMemoryGrainStorageAsDefault().UseInMemoryReminderService());
        builder.ConfigureSiloHost((_, host) =>
        {
            host.Services.AddMarketGrains(host.Configuration);
            host.Services.AddSingleton(connector);
            host.Services.AddSingleton<IMarketStore>(new MemoryMarketStore());
            host.Services.Configure<MarketOptions>(options => options.Streams = "Trade,BookTicker");
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new GrainCluster(cluster);
    }

    public Task FollowAsync(IEnumerable<InstrumentId> instruments) =>
        Task.WhenAll(instruments.Select(instrument => _cluster.Client.GetGrain<ISymbolGrain>(instrument.ToString()).EnsureLiveAsync()));

    public async ValueTask DisposeAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
    }
}
