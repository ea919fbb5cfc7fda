using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
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
            await Task.WhenAll(assets.Select(NudgeAsync));
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task NudgeAsync(string asset)
    {
        try
        {
            await grains.GetGrain<IArbitrageGrain>(asset).EnsureStartedAsync();
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException or IOException)
        {
            LogFailed(logger, asset, exception);
        }
    }

    [LoggerMessage(4833, LogLevel.Warning, "The comparison of {BaseAsset} did not answer; the next nudge tries again")]
    private static partial void LogFailed(ILogger logger, string baseAsset, Exception exception);
}
