using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using OrleansTrading.Contracts.Watchlists;

namespace OrleansTrading.Grains.Watchlists;

/// <summary>Every silo asks for the watchlists again and again, so that they come back wherever a silo is left.</summary>
internal sealed partial class WatchlistNudge(IGrainFactory grains, TimeProvider time, ILogger<WatchlistNudge> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            await Task.WhenAll(LiveInstruments.Lists.Select(list => NudgeAsync(list, stoppingToken)));
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task NudgeAsync(string watchlist, CancellationToken cancellationToken)
    {
        try
        {
            await grains.GetGrain<IWatchlistGrain>(watchlist).EnsureStartedAsync();
        }
        catch (Exception exception)
        {
            // Whatever an activation failed with comes to its caller; it must not end the host. A silo that stops is told of its own end.
            if (!cancellationToken.IsCancellationRequested)
                LogFailed(logger, watchlist, exception);
        }
    }

    [LoggerMessage(4206, LogLevel.Warning, "Watchlist {Watchlist} did not answer; the next nudge tries again")]
    private static partial void LogFailed(ILogger logger, string watchlist, Exception exception);
}
