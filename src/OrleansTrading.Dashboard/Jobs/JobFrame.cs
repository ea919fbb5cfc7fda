using System.Collections.Immutable;
using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Dashboard.Jobs;

/// <summary>One job at one moment.</summary>
/// <param name="Status">Null until it has answered, and when there is none of this name.</param>
/// <param name="Runs">Its newest runs, newest first.</param>
/// <param name="Shown">The run that goes, else the last one.</param>
/// <param name="Log">What that run has written.</param>
/// <param name="IsMissing">Whether there is no job of this name.</param>
/// <param name="Failed">Whether it did not answer; what is shown is old.</param>
/// <param name="Now">When the frame was made, Unix milliseconds.</param>
public sealed record JobFrame(
    JobStatus? Status, ImmutableArray<JobRun> Runs, JobRun? Shown, JobRunLog? Log, bool IsMissing, bool Failed, long Now);
