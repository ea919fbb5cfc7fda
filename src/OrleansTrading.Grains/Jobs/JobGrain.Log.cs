using Microsoft.Extensions.Logging;
using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Grains.Jobs;

internal sealed partial class JobGrain
{
    [LoggerMessage(3110, LogLevel.Debug, "Job {Job}, run {Run}: begins, trigger {Trigger}")]
    private static partial void LogBegins(ILogger logger, string job, string run, JobTriggerKind trigger);

    [LoggerMessage(EventId = 3111, Message = "Job {Job}, run {Run}, trigger {Trigger}: {State}, {Ok} ok, {Failed} failed. {Output}")]
    private static partial void LogEnded(ILogger logger, LogLevel level, string job, string run, JobTriggerKind trigger, JobRunState state, int ok, int failed, string? output);

    [LoggerMessage(3117, LogLevel.Warning, "Job {Job}: its slot is not run. {Reason}")]
    private static partial void LogBlocked(ILogger logger, string job, string reason);

    [LoggerMessage(3112, LogLevel.Warning, "Job {Job}: {Count} slots were passed over; the newest is run")]
    private static partial void LogMissed(ILogger logger, string job, int count);

    [LoggerMessage(3113, LogLevel.Warning, "Job {Job}: its state was changed by another activation, which has the job now")]
    private static partial void LogOvertaken(ILogger logger, string job, Exception exception);

    [LoggerMessage(3114, LogLevel.Warning, "Job {Job}: could not go on; the next second tries again")]
    private static partial void LogTickFailed(ILogger logger, string job, Exception exception);

    [LoggerMessage(3115, LogLevel.Warning, "Job {Job}: {Count} runs could not be saved; they are tried again")]
    private static partial void LogUnsaved(ILogger logger, string job, int count, Exception exception);

    [LoggerMessage(3119, LogLevel.Warning, "Job {Job}: the log of a run could not be saved; it is tried again")]
    private static partial void LogLogUnsaved(ILogger logger, string job, Exception exception);

    [LoggerMessage(3118, LogLevel.Warning, "Job {Job}: the store of runs could not be asked for run {Run}, whose silo was lost; the job goes on by its own state")]
    private static partial void LogNotKnown(ILogger logger, string job, string run, Exception exception);

    [LoggerMessage(3116, LogLevel.Information, "Job {Job}: {By} has set enabled to {Enabled} and the schedule to '{Schedule}'")]
    private static partial void LogConfigured(ILogger logger, string job, string? by, bool enabled, string schedule);
}
