using Orleans;
using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Contracts.Jobs;

/// <summary>One job as it is now. Times are Unix milliseconds.</summary>
/// <param name="Description">What it is.</param>
/// <param name="Enabled">Whether its slots are run.</param>
/// <param name="Schedule">The schedule in force.</param>
/// <param name="NextDue">Its next slot; null when it is disabled.</param>
/// <param name="Current">The run that is going.</param>
/// <param name="Waiting">The run that waits for the current one.</param>
/// <param name="LastRun">The last run that was begun and is over.</param>
/// <param name="LastSuccess">When a run last succeeded.</param>
/// <param name="Skipped">Slots skipped since the last run that was begun.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.JobStatus")]
public sealed record JobStatus(
    [property: Id(0)] JobDescription Description,
    [property: Id(1)] bool Enabled,
    [property: Id(2)] string Schedule,
    [property: Id(3)] long? NextDue,
    [property: Id(4)] JobRun? Current,
    [property: Id(5)] JobRun? Waiting,
    [property: Id(6)] JobRun? LastRun,
    [property: Id(7)] long? LastSuccess,
    [property: Id(8)] int Skipped);
