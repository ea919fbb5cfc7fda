using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.TestingHost;
using OrleansTrading.Contracts.Events;
using OrleansTrading.Grains.Events;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Events;

/// <summary>Silos with a bus each.</summary>
internal sealed class EventCluster : IAsyncDisposable
{
    private EventCluster(InProcessTestCluster cluster) => Cluster = cluster;

    public InProcessTestCluster Cluster { get; }

    public static async Task<EventCluster> StartAsync(int silos, Action<EventsOptions>? configure = null)
    {
        var builder = new InProcessTestClusterBuilder((short)silos);
        builder.ConfigureSilo((_, silo) => silo.AddMemoryGrainStorageAsDefault());
        builder.ConfigureSiloHost((_, host) =>
        {
            host.Services.AddEventBus();
            host.Services.Configure<EventsOptions>(options =>
            {
                options.RenewInterval = TimeSpan.FromMilliseconds(200);
                options.ExpireAfter = TimeSpan.FromSeconds(20);
                configure?.Invoke(options);
            });
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new EventCluster(cluster);
    }

    public IEventBus BusOf(InProcessSiloHandle silo) => Cluster.GetSiloServiceProvider(silo.SiloAddress).GetRequiredService<IEventBus>();

    /// <summary>Publishes probes, which nobody should take for more, until one has come through.</summary>
    public static async Task ConnectAsync(IEventBus from, EventLog to, string mark)
    {
        await Eventually.TrueAsync(
            () =>
            {
                from.Publish(Happenings.List(-1, mark));
                return Task.FromResult(to.Events.OfType<WatchlistChanged>().Any(one => one.Watchlist == mark));
            },
            Happenings.Limit);
    }

    public async ValueTask DisposeAsync()
    {
        await Cluster.StopAllSilosAsync();
        await Cluster.DisposeAsync();
    }
}
