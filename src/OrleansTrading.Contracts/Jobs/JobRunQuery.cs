using Orleans;
using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Contracts.Jobs;

/// <summary>Which runs are wanted.</summary>
/// <param name="Job">Of this job; null for all.</param>
/// <param name="State">In this state; null for all.</param>
/// <param name="BeforeId">Only those older than this run, for paging; null for the newest.</param>
/// <param name="Limit">1 to <see cref="MaxLimit"/>.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.JobRunQuery")]
public sealed record JobRunQuery(
    [property: Id(0)] string? Job,
    [property: Id(1)] JobRunState? State,
    [property: Id(2)] string? BeforeId,
    [property: Id(3)] int Limit)
{
    public const int MaxLimit = 500;
}
