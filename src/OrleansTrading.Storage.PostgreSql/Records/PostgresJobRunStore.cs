using Microsoft.Extensions.Logging;
using OrleansTrading.Domain.Jobs;
using OrleansTrading.Storage.Records;
using LogColumn = OrleansTrading.Storage.PostgreSql.Records.RecordColumn<OrleansTrading.Domain.Jobs.JobRunLog>;
using RunColumn = OrleansTrading.Storage.PostgreSql.Records.RecordColumn<OrleansTrading.Domain.Jobs.JobRun>;

namespace OrleansTrading.Storage.PostgreSql.Records;

/// <summary>Runs and their logs in tables.</summary>
internal sealed class PostgresJobRunStore(PostgresDatabase database, ILogger<PostgresJobRunStore> logger) : IJobRunStore
{
    private const int FirstFinal = (int)JobRunState.Succeeded;

    public static RecordTableSql<JobRun> Table { get; } = new(
        "job_runs", run => run.Id, ["id", "queued_at"], "queued_at", "queued_at", run => run.QueuedAt,
        [
            RunColumn.Text("id", run => run.Id), RunColumn.Long("queued_at", run => run.QueuedAt), RunColumn.Text("job", run => run.Job),
            RunColumn.Code("trigger", run => (short)run.Trigger), RunColumn.Code("state", run => (short)run.State), RunColumn.Long("slot", run => run.Slot),
            RunColumn.Long("started_at", run => run.StartedAt), RunColumn.Long("finished_at", run => run.FinishedAt),
            RunColumn.Integer("attempt", run => run.Attempt), RunColumn.Integer("succeeded", run => run.Counts.Succeeded),
            RunColumn.Integer("failed", run => run.Counts.Failed),
        ],
        RecordJson.Default.JobRun,
        // As JobRun.IsAsFarAs; false comes before true.
        Replaces: $"(EXCLUDED.state >= {FirstFinal}, EXCLUDED.attempt) >= (job_runs.state >= {FirstFinal}, job_runs.attempt)");

    public static RecordTableSql<JobRunLog> LogTable { get; } = new(
        "job_run_logs", log => log.RunId, ["run_id", "queued_at"], "queued_at", "queued_at", log => log.QueuedAt,
        [LogColumn.Text("run_id", log => log.RunId), LogColumn.Long("queued_at", log => log.QueuedAt), LogColumn.Text("job", log => log.Job)],
        RecordJson.Default.JobRunLog);

    private readonly RecordRows<JobRun> _runs = new(database, Table, logger);
    private readonly RecordRows<JobRunLog> _logs = new(database, LogTable, logger);

    public Task SaveAsync(JobRun run, CancellationToken cancellationToken)
    {
        RecordArguments.CheckRun(run);
        return _runs.SaveAsync([run], cancellationToken);
    }

    public Task<JobRun?> FindAsync(string id, CancellationToken cancellationToken) => _runs.FindAsync(new RecordQuery().Text("id = {0}", id), cancellationToken);

    public Task<IReadOnlyList<JobRun>> ListAsync(string? job, JobRunState? state, string? beforeId, int limit, CancellationToken cancellationToken) =>
        _runs.ListAsync(new RecordQuery().Text("job = {0}", job).Code("state = {0}", (short?)state), "id", beforeId, limit, cancellationToken);

    public Task SaveLogAsync(JobRunLog log, CancellationToken cancellationToken)
    {
        RecordArguments.CheckLog(log);
        return _logs.SaveAsync([log], cancellationToken);
    }

    public Task<JobRunLog?> FindLogAsync(string runId, CancellationToken cancellationToken) =>
        _logs.FindAsync(new RecordQuery().Text("run_id = {0}", runId), cancellationToken);

    public async Task<int> PruneAsync(long before, CancellationToken cancellationToken)
    {
        await _logs.PruneAsync(before, cancellationToken);
        return await _runs.PruneAsync(before, cancellationToken);
    }
}
