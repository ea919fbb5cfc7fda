using OrleansTrading.Domain.Jobs;
using OrleansTrading.Storage.Memory;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Grains.Tests.Jobs;

/// <summary>A store of runs that can be away, or be told of something late.</summary>
internal sealed class FailingRunStore : IJobRunStore
{
    private readonly MemoryJobRunStore _store = new();
    private volatile bool _isAway;
    private volatile Task? _late;
    private Task? _until;

    public bool IsAway
    {
        get => _isAway;
        set => _isAway = value;
    }

    /// <summary>The save that was held up; null while none has come.</summary>
    public Task? Late => _late;

    /// <summary>Holds up the next save.</summary>
    public void HoldNextSave(Task until) => Volatile.Write(ref _until, until);

    public Task SaveAsync(JobRun run, CancellationToken cancellationToken) =>
        Interlocked.Exchange(ref _until, null) is { } until ? _late = SaveLateAsync(run, until) : Store().SaveAsync(run, cancellationToken);

    public Task<JobRun?> FindAsync(string id, CancellationToken cancellationToken) => Store().FindAsync(id, cancellationToken);

    public Task<IReadOnlyList<JobRun>> ListAsync(string? job, JobRunState? state, string? beforeId, int limit, CancellationToken cancellationToken) =>
        Store().ListAsync(job, state, beforeId, limit, cancellationToken);

    public Task SaveLogAsync(JobRunLog log, CancellationToken cancellationToken) => Store().SaveLogAsync(log, cancellationToken);

    public Task<JobRunLog?> FindLogAsync(string runId, CancellationToken cancellationToken) => Store().FindLogAsync(runId, cancellationToken);

    public Task<int> PruneAsync(long before, CancellationToken cancellationToken) => Store().PruneAsync(before, cancellationToken);

    private async Task SaveLateAsync(JobRun run, Task until)
    {
        await until.ConfigureAwait(false);
        await Store().SaveAsync(run, CancellationToken.None).ConfigureAwait(false);
    }

    private MemoryJobRunStore Store() => _isAway ? throw new IOException("The store is away.") : _store;
}
