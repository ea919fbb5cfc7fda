using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Contracts.Jobs;

/// <summary>The catalogue of jobs; there is one, keyed <see cref="Key"/>. It keeps every job started and notices one that has missed its slot.</summary>
[Alias("OrleansTrading.ISchedulerGrain")]
public interface ISchedulerGrain : IGrainWithStringKey
{
    public const string Key = "scheduler";

    /// <summary>Starts or revives the scheduler and with it every job. Every silo calls it again and again.</summary>
    [Alias("EnsureStarted"), AlwaysInterleave]
    Task EnsureStartedAsync();

    /// <summary>The names of all jobs, in order; no job is asked.</summary>
    [Alias("ListNames"), AlwaysInterleave]
    Task<ImmutableArray<string>> ListNamesAsync();

    /// <summary>
    /// Every job as it is now, by name. One that does not answer within a few seconds is listed by its description and its settings,
    /// without next slot and runs.
    /// </summary>
    [Alias("ListJobs"), AlwaysInterleave]
    Task<ImmutableArray<JobStatus>> ListJobsAsync();

    /// <summary>A run of any job, with its progress as it is now; null when there is none of that id.</summary>
    [Alias("FindRun"), AlwaysInterleave]
    Task<JobRun?> FindRunAsync(string runId);

    /// <summary>Cancels a run of any job, as <see cref="IJobGrain.CancelAsync"/> does.</summary>
    [Alias("CancelRun"), AlwaysInterleave]
    Task<JobRun?> CancelRunAsync(string runId, string? by);

    /// <summary>Runs, newest first. Fewer than the limit: there are no more. One whose job does not answer is told of as it was last stored.</summary>
    [Alias("ListRuns"), AlwaysInterleave]
    Task<ImmutableArray<JobRun>> ListRunsAsync(JobRunQuery query);
}
