using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Storage.Records;

/// <summary>Runs in files. The time at which a run was queued says in which day's file it lies.</summary>
internal sealed class FileJobRunStore(RecordLog<JobRun> log, RecordLog<JobRunLog> logs) : IJobRunStore
{
    public static RecordTable<JobRun> Table { get; } =
        new("runs", run => run.Id, run => run.QueuedAt, run => run.Job, run => (byte)run.State, RecordJson.Default.JobRun, (run, stored) => run.IsAsFarAs(stored));

    public static RecordTable<JobRunLog> LogTable { get; } =
        new("runlogs", log => log.RunId, log => log.QueuedAt, log => log.Job, _ => 0, RecordJson.Default.JobRunLog);

    public Task SaveAsync(JobRun run, CancellationToken cancellationToken)
    {
        RecordArguments.CheckRun(run);
        return log.SaveAsync([run], cancellationToken);
    }

    public Task<JobRun?> FindAsync(string id, CancellationToken cancellationToken) => log.FindAsync(id, cancellationToken);

    public Task<IReadOnlyList<JobRun>> ListAsync(string? job, JobRunState? state, string? beforeId, int limit, CancellationToken cancellationToken) =>
        log.ListAsync(
            (_, entry) => (job is null || entry.Group == job) && (state is null || entry.Tag == (byte)state),
            long.MaxValue, beforeId, limit, cancellationToken);

    public Task SaveLogAsync(JobRunLog log, CancellationToken cancellationToken)
    {
        RecordArguments.CheckLog(log);
        return logs.SaveAsync([log], cancellationToken);
    }

    public Task<JobRunLog?> FindLogAsync(string runId, CancellationToken cancellationToken) => logs.FindAsync(runId, cancellationToken);

    public async Task<int> PruneAsync(long before, CancellationToken cancellationToken)
    {
        await logs.PruneAsync(before, cancellationToken).ConfigureAwait(false);
        return await log.PruneAsync(before, cancellationToken).ConfigureAwait(false);
    }
}
