using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using OrleansTrading.Contracts.Arbitrage;

namespace OrleansTrading.Grains.Arbitrage;

/// <summary>Every silo asks for the comparisons again and again, so that they come back wherever a silo is left.</summary>
internal sealed partial class ArbitrageNudge(IGrainFactory grains, IOptions<ArbitrageOptions> options, TimeProvider time, ILogger<ArbitrageNudge> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var assets = options.Value.ParseAssets();
        if (assets.Count == 0)
            return;
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            await Task.WhenAll(assets.Select(asset => NudgeAsync(asset, stoppingToken)));
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task NudgeAsync(string asset, CancellationToken cancellationToken)
    {
        try
        {
            await grains.GetGrain<IArbitrageGrain>(asset).EnsureStartedAsync();
        }
        catch (Exception exception)
        {
            // Whatever an activation failed with comes to its caller; it must not end the host. A silo that stops is told of its own end.
            if (!cancellationToken.IsCancellationRequested)
                LogFailed(logger, asset, exception);
        }
    }

    [LoggerMessage(4833, LogLevel.Warning, "The comparison of {BaseAsset} did not answer; the next nudge tries again")]
    private static partial void LogFailed(ILogger logger, string baseAsset, Exception exception);
}
