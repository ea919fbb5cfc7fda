using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Storage.Records;

/// <summary>
/// Keeps runs of jobs. A run is known by its id, and the time at which it was queued stays the same.
/// When a call completes, what it saved survives the process.
/// </summary>
public interface IJobRunStore
{
    /// <summary>
    /// Saves a run, in place of the form of it that is there. Invariant: a stored run never goes back, in whatever order saves arrive and from
    /// whichever process, for one that was given up or whose silo is gone may arrive late. An ended run is not replaced by one that has not
    /// ended, and otherwise a later attempt not by an earlier one (<see cref="JobRun.IsAsFarAs"/>); such a save completes and changes nothing.
    /// </summary>
    Task SaveAsync(JobRun run, CancellationToken cancellationToken);

    Task<JobRun?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>
    /// Runs of one job (null: of all) in one state (null: in any), newest first: by the time at which they were queued, then by id. With
    /// <paramref name="beforeId"/>, those that come after that run; if it is not there any more, those of smaller ids.
    /// </summary>
    Task<IReadOnlyList<JobRun>> ListAsync(string? job, JobRunState? state, string? beforeId, int limit, CancellationToken cancellationToken);

    /// <summary>Keeps the log of a run. Saving it again replaces it.</summary>
    Task SaveLogAsync(JobRunLog log, CancellationToken cancellationToken);

    /// <summary>The log of a run; null when none was kept.</summary>
    Task<JobRunLog?> FindLogAsync(string runId, CancellationToken cancellationToken);

    /// <summary>Forgets runs and their logs queued before that time (Unix milliseconds); answers how many runs. May keep some for up to a day longer.</summary>
    Task<int> PruneAsync(long before, CancellationToken cancellationToken);
}
