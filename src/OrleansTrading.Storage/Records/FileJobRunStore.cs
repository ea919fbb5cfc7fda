using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Storage.Records;

/// <summary>Runs in files. The time at which a run was queued says in which day's file it lies.</summary>
internal sealed class FileJobRunStore(RecordLog<JobRun> log) : IJobRunStore
{
    public static RecordTable<JobRun> Table { get; } =
        new("runs", run => run.Id, run => run.QueuedAt, run => run.Job, run => (byte)run.State, RecordJson.Default.JobRun);

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

    public Task<int> PruneAsync(long before, CancellationToken cancellationToken) => log.PruneAsync(before, cancellationToken);
}
