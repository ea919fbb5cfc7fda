using Orleans;
using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Contracts.Jobs;

/// <summary>What came of a wish for a run: the run, or why there is none.</summary>
/// <param name="Run">The run; it may be <see cref="JobRunState.Skipped"/> when one is going and the job's overlap policy says so.</param>
/// <param name="IsNew">False when an earlier wish with the same idempotency key had made it.</param>
/// <param name="Refusal">What was wrong with the wish.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.TriggerResult")]
public sealed record TriggerResult(
    [property: Id(0)] JobRun? Run,
    [property: Id(1)] bool IsNew,
    [property: Id(2)] JobRefusal? Refusal);
