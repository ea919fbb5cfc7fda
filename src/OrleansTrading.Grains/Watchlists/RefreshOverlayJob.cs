using Orleans;
using OrleansTrading.Contracts.Watchlists;
using OrleansTrading.Grains.Jobs;

namespace OrleansTrading.Grains.Watchlists;

/// <summary>Chooses the instruments that move anew.</summary>
internal sealed class RefreshOverlayJob(IGrainFactory grains) : IJob<NoParameters>
{
    public static JobDefinition Definition { get; } = new()
    {
        Name = "refresh-overlay",
        Description = "Chooses the instruments that move or are traded unusually much; streams and warm-up follow.",
        Schedule = "every 5m",
        Retries = 1,
        TimeLimit = TimeSpan.FromMinutes(2),
    };

    public Task RunAsync(JobContext context, NoParameters parameters, CancellationToken cancellationToken) =>
        WatchlistRefreshing.RunAsync(grains, IWatchlistGrain.Overlay, context);
}
