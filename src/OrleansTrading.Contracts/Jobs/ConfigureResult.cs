using Orleans;

namespace OrleansTrading.Contracts.Jobs;

/// <summary>What came of a change: the job as it is now, or what was wrong with the change.</summary>
[GenerateSerializer, Immutable, Alias("OrleansTrading.ConfigureResult")]
public sealed record ConfigureResult(
    [property: Id(0)] JobStatus? Status,
    [property: Id(1)] JobRefusal? Refusal);
