using Orleans;
using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Contracts.Jobs;

/// <summary>A wish for a run.</summary>
/// <param name="Kind">Manual or pipeline.</param>
/// <param name="By">Who asks.</param>
/// <param name="Parameters">The job's parameters as a JSON object; null for the defaults.</param>
/// <param name="IdempotencyKey">A retried wish with the same key gives the same run; null for a run of its own.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.JobTrigger")]
public sealed record JobTrigger(
    [property: Id(0)] JobTriggerKind Kind,
    [property: Id(1)] string? By,
    [property: Id(2)] string? Parameters,
    [property: Id(3)] string? IdempotencyKey);
