using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using OrleansTrading.Contracts.Executor;

namespace OrleansTrading.Grains.Executor;

/// <summary>Every silo asks for the executor again and again, so that it comes back wherever a silo is left. Nothing is asked while it is off.</summary>
internal sealed partial class ExecutorNudge(IGrainFactory grains, IOptions<ExecutorOptions> options, TimeProvider time, ILogger<ExecutorNudge> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Enabled)
            return;
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                await grains.GetGrain<ISignalExecutorGrain>(ISignalExecutorGrain.Key).EnsureStartedAsync();
            }
            catch (Exception exception)
            {
                // Whatever an activation failed with comes to its caller; it must not end the host. A silo that stops is told of its own end.
                if (!stoppingToken.IsCancellationRequested)
                    LogFailed(logger, exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(4760, LogLevel.Warning, "The executor of signals did not answer; the next nudge tries again")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
