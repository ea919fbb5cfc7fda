using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OrleansTrading.Grains.Capture;

/// <summary>
/// Every silo records in a directory of its own and looks after it alone: each night, and soon after a start that may have missed one, it
/// compacts finished days and takes away those that are too old. What a job has done to the same directory before is done.
/// </summary>
internal sealed partial class CaptureUpkeep(
    CaptureCompaction compaction, CapturePruning pruning, IOptions<CaptureOptions> options, TimeProvider time, ILogger<CaptureUpkeep> logger) : BackgroundService
{
    /// <summary>After midnight, UTC; later than the jobs that see to one silo's directory.</summary>
    public static readonly TimeSpan At = TimeSpan.FromMinutes(40);

    /// <summary>After a start.</summary>
    public static readonly TimeSpan FirstAfter = TimeSpan.FromMinutes(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Enabled)
            return;
        try
        {
            for (var isFirst = true; ; isFirst = false)
            {
                var wait = UntilNext(time.GetUtcNow());
                await Task.Delay(isFirst && wait > FirstAfter ? FirstAfter : wait, time, stoppingToken);
                await RunAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The silo stops; what was begun is ended by the next run.
        }
    }

    private static TimeSpan UntilNext(DateTimeOffset now)
    {
        var today = now.UtcDateTime.Date + At;
        return (now.UtcDateTime < today ? today : today.AddDays(1)) - now.UtcDateTime;
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var (days, files, _) = await compaction.RunAsync((_, _, _) => { }, OnEnded, cancellationToken);
            var pruned = await pruning.PruneAsync((time.GetUtcNow() - pruning.Retention).ToUnixTimeMilliseconds(), cancellationToken);
            if (files + pruned > 0)
                LogDone(logger, files, days, pruned);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever it is, recording goes on, and the next night is another attempt.
            LogFailed(logger, failure);
        }
    }

    private void OnEnded(string day, Exception? failure)
    {
        if (failure is not null)
            LogDayFailed(logger, day, failure);
    }

    [LoggerMessage(4694, LogLevel.Information, "Captures: {Files} small files of {Days} days became one a day, {Pruned} old files were taken away")]
    private static partial void LogDone(ILogger logger, int files, int days, int pruned);

    [LoggerMessage(4695, LogLevel.Warning, "Captures of {Day} could not be made one file; the small ones stay, and count")]
    private static partial void LogDayFailed(ILogger logger, string day, Exception exception);

    [LoggerMessage(4696, LogLevel.Error, "Captures could not be looked after; it is tried again the next night")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
