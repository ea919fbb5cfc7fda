using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using OrleansTrading.Contracts.Watchlists;

namespace OrleansTrading.Grains.Watchlists;

/// <summary>Every silo asks for the watchlist again and again, so that it comes back wherever a silo is left.</summary>
internal sealed partial class WatchlistNudge(IGrainFactory grains, TimeProvider time, ILogger<WatchlistNudge> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                await grains.GetGrain<IWatchlistGrain>(IWatchlistGrain.Elite).EnsureStartedAsync();
            }
            catch (Exception exception) when (exception is OrleansException or TimeoutException)
            {
                LogFailed(logger, exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(2206, LogLevel.Warning, "The watchlist did not answer; the next nudge tries again")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
