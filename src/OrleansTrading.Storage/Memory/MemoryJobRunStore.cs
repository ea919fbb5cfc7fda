using OrleansTrading.Domain.Jobs;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Storage.Memory;

/// <summary>Keeps runs for the life of the process, for tests.</summary>
public sealed class MemoryJobRunStore : IJobRunStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, JobRun> _runs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JobRunLog> _logs = new(StringComparer.Ordinal);

    public Task SaveAsync(JobRun run, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        RecordArguments.CheckRun(run);
        lock (_gate)
        {
            if (!_runs.TryGetValue(run.Id, out var stored) || run.IsAsFarAs(stored))
                _runs[run.Id] = run;
        }

        return Task.CompletedTask;
    }

    public Task<JobRun?> FindAsync(string id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
            return Task.FromResult(_runs.GetValueOrDefault(id));
    }

    public Task<IReadOnlyList<JobRun>> ListAsync(string? job, JobRunState? state, string? beforeId, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<JobRun>>(
            [
                .. _runs.Values
                    .Where(run => (job is null || run.Job == job) && (state is null || run.State == state))
                    .Where(run => beforeId is null || IsOlder(run, beforeId))
                    .OrderByDescending(run => run.QueuedAt)
                    .ThenByDescending(run => run.Id, StringComparer.Ordinal)
                    .Take(limit),
            ]);
        }
    }

    public Task SaveLogAsync(JobRunLog log, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        RecordArguments.CheckLog(log);
        lock (_gate)
            _logs[log.RunId] = log;
        return Task.CompletedTask;
    }

    public Task<JobRunLog?> FindLogAsync(string runId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
            return Task.FromResult(_logs.GetValueOrDefault(runId));
    }

    public Task<int> PruneAsync(long before, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            foreach (var log in _logs.Values.Where(log => log.QueuedAt < before).ToList())
                _logs.Remove(log.RunId);
            return Task.FromResult(_runs.Values.Where(run => run.QueuedAt < before).ToList().Count(run => _runs.Remove(run.Id)));
        }
    }

    private bool IsOlder(JobRun run, string beforeId)
    {
        var byId = string.CompareOrdinal(run.Id, beforeId) < 0;
        return _runs.TryGetValue(beforeId, out var before) ? run.QueuedAt < before.QueuedAt || (run.QueuedAt == before.QueuedAt && byId) : byId;
    }
}
