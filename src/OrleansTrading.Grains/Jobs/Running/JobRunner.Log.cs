using Microsoft.Extensions.Logging;

namespace OrleansTrading.Grains.Jobs.Running;

internal sealed partial class JobRunner
{
    [LoggerMessage(3101, LogLevel.Warning, "Job {Job}, run {Run}: attempt {Attempt} failed; the next one begins after {Delay}")]
    private static partial void LogAttemptFailed(ILogger logger, string job, string run, int attempt, TimeSpan delay, Exception exception);

    [LoggerMessage(3102, LogLevel.Error, "Job {Job}, run {Run}: failed at attempt {Attempt}, the last one")]
    private static partial void LogFailed(ILogger logger, string job, string run, int attempt, Exception exception);

    [LoggerMessage(3103, LogLevel.Information, "Job {Job}, run {Run}: stopped ({Error}). {Why}")]
    private static partial void LogStopped(ILogger logger, string job, string run, string? why, string error);

    [LoggerMessage(3104, LogLevel.Error, "Job {Job}, run {Run}: did not stop within {AbandonAfter} and is abandoned")]
    private static partial void LogAbandoned(ILogger logger, string job, string run, TimeSpan abandonAfter);

    [LoggerMessage(3105, LogLevel.Warning, "Job {Job}, run {Run}: slow, still going after {SlowAfter}")]
    private static partial void LogSlow(ILogger logger, string job, string run, TimeSpan slowAfter);
}
