using System.Collections.Immutable;
using Orleans;

namespace OrleansTrading.Domain.Jobs;

/// <summary>One run of a job. Times are Unix milliseconds.</summary>
/// <param name="Id">Sorts by the time of its making.</param>
/// <param name="Job">The job's name.</param>
/// <param name="Trigger">Why it was begun.</param>
/// <param name="By">Who asked for it; for a step, the pipeline's run.</param>
/// <param name="Slot">The slot that it fills; null when it fills none.</param>
/// <param name="Parameters">The job's parameters as a JSON object.</param>
/// <param name="QueuedAt">When it was asked for.</param>
/// <param name="StartedAt">When its first attempt began.</param>
/// <param name="FinishedAt">When it came to its final state.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Attempt">The attempt under way or the last one, from 1; 0 before the first.</param>
/// <param name="Progress">How far it is.</param>
/// <param name="Counts">What became of its items.</param>
/// <param name="Output">What it gave, in one line.</param>
/// <param name="Error">Why it ended otherwise than well.</param>
/// <param name="Steps">The steps of a pipeline's run, in order; empty for other jobs.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.JobRun")]
public sealed record JobRun(
    [property: Id(0)] string Id,
    [property: Id(1)] string Job,
    [property: Id(2)] JobTriggerKind Trigger,
    [property: Id(3)] string? By,
    [property: Id(4)] long? Slot,
    [property: Id(5)] string Parameters,
    [property: Id(6)] long QueuedAt,
    [property: Id(7)] long? StartedAt,
    [property: Id(8)] long? FinishedAt,
    [property: Id(9)] JobRunState State,
    [property: Id(10)] int Attempt,
    [property: Id(11)] JobProgress Progress,
    [property: Id(12)] JobCounts Counts,
    [property: Id(13)] string? Output,
    [property: Id(14)] string? Error,
    [property: Id(15)] ImmutableArray<JobStep> Steps)
{
    /// <summary>Whether the run has come to its end.</summary>
    public bool IsFinal => State >= JobRunState.Succeeded;

    /// <summary>
    /// Whether it has come as far as another form of the same run, or farther: the end is farther than whatever is not the end, then a later
    /// attempt than an earlier one. Within one attempt both ways are open: a lost run waits again under the number of the attempt that was lost.
    /// </summary>
    public bool IsAsFarAs(JobRun other) => (IsFinal, Attempt).CompareTo((other.IsFinal, other.Attempt)) >= 0;
}
