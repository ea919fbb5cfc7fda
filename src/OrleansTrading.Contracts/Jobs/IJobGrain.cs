using Orleans;
using Orleans.Concurrency;
using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Contracts.Jobs;

/// <summary>
/// One recurring job, keyed by its name. It decides by its own persisted next due time, so that a slot is run at most once however
/// often it is woken, and goes on after its silo is lost.
/// </summary>
[Alias("OrleansTrading.IJobGrain")]
public interface IJobGrain : IGrainWithStringKey
{
    public const int MostPreviewed = 20;

    /// <summary>Starts or revives the job. The scheduler and every silo call it again and again.</summary>
    [Alias("EnsureStarted"), AlwaysInterleave]
    Task EnsureStartedAsync();

    /// <summary>Asks for a run now. The same idempotency key gives the same run.</summary>
    [Alias("Trigger")]
    Task<TriggerResult> TriggerAsync(JobTrigger trigger);

    /// <summary>The job as it is now; null when no job has this name.</summary>
    [Alias("GetStatus"), AlwaysInterleave]
    Task<JobStatus?> GetStatusAsync();

    /// <summary>A run of this job with its progress as it is now; null when there is none of that id.</summary>
    [Alias("FindRun"), AlwaysInterleave]
    Task<JobRun?> FindRunAsync(string runId);

    /// <summary>The log of a run of this job from a line on, while it goes and after; null when there is no such run or it has written nothing.</summary>
    [Alias("GetLog"), AlwaysInterleave]
    Task<JobRunLog?> GetLogAsync(string runId, int from);

    /// <summary>The next slots that the job would have from now on with another schedule. Nothing is changed.</summary>
    /// <param name="schedule">As in <see cref="JobPatch.Schedule"/>.</param>
    /// <param name="count">1 to <see cref="MostPreviewed"/>.</param>
    [Alias("Preview"), AlwaysInterleave]
    Task<SchedulePreview> PreviewAsync(string schedule, int count);

    /// <summary>
    /// Cancels a run that is queued or going. A run that is over stays as it is. Null when there is none of that id.
    /// Answers at once; the run is over when its state says so.
    /// </summary>
    [Alias("Cancel"), AlwaysInterleave]
    Task<JobRun?> CancelAsync(string runId, string? by);

    /// <summary>Enables, disables, or gives another schedule. What is given is kept over restarts.</summary>
    [Alias("Configure")]
    Task<ConfigureResult> ConfigureAsync(JobPatch patch);
}
