using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using OrleansTrading.Contracts.Jobs;

namespace OrleansTrading.Grains.Jobs;

/// <summary>Every silo asks for the scheduler again and again, so that jobs go on wherever a silo is left.</summary>
internal sealed partial class JobsNudge(IGrainFactory grains, IOptions<JobsOptions> options, TimeProvider time, ILogger<JobsNudge> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.NudgeInterval, time);
        do
        {
            try
            {
                await grains.GetGrain<ISchedulerGrain>(ISchedulerGrain.Key).EnsureStartedAsync();
            }
            catch (Exception exception)
            {
                // Whatever it was, the next nudge is all that brings the jobs back. A silo that stops is told of its own end.
                if (!stoppingToken.IsCancellationRequested)
                    LogFailed(logger, exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(3122, LogLevel.Warning, "The scheduler of jobs did not answer; the next nudge tries again")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
