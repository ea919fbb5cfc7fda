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

    /// <summary>Every job as it is now, by name.</summary>
    [Alias("ListJobs"), AlwaysInterleave]
    Task<ImmutableArray<JobStatus>> ListJobsAsync();

    /// <summary>A run of any job, with its progress as it is now; null when there is none of that id.</summary>
    [Alias("FindRun"), AlwaysInterleave]
    Task<JobRun?> FindRunAsync(string runId);

    /// <summary>Cancels a run of any job, as <see cref="IJobGrain.CancelAsync"/> does.</summary>
    [Alias("CancelRun"), AlwaysInterleave]
    Task<JobRun?> CancelRunAsync(string runId, string? by);

    /// <summary>Runs, newest first.</summary>
    [Alias("ListRuns"), AlwaysInterleave]
    Task<ImmutableArray<JobRun>> ListRunsAsync(JobRunQuery query);
}
