using Orleans;
using OrleansTrading.Contracts.Watchlists;
using OrleansTrading.Grains.Jobs;

namespace OrleansTrading.Grains.Watchlists;

/// <summary>Chooses the most liquid instruments anew.</summary>
internal sealed class RefreshEliteJob(IGrainFactory grains) : IJob<NoParameters>
{
    public static JobDefinition Definition { get; } = new()
    {
        Name = "refresh-elite",
        Description = "Chooses the most liquid instruments by traded value, age and spread; streams and warm-up follow.",
        Schedule = "0 30 0 * * *",
        TimeLimit = TimeSpan.FromMinutes(5),
    };

    public Task RunAsync(JobContext context, NoParameters parameters, CancellationToken cancellationToken) =>
        WatchlistRefreshing.RunAsync(grains, IWatchlistGrain.Elite, context);
}
