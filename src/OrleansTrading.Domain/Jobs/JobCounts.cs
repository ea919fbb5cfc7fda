using System.Collections.Immutable;
using Orleans;

namespace OrleansTrading.Domain.Jobs;

/// <summary>What became of a run's items.</summary>
/// <param name="Succeeded">Items that went well.</param>
/// <param name="Failed">Items that did not; the others went on.</param>
/// <param name="Errors">The first failure of each kind.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.JobCounts")]
public sealed record JobCounts(
    [property: Id(0)] int Succeeded,
    [property: Id(1)] int Failed,
    [property: Id(2)] ImmutableArray<JobItemError> Errors)
{
    public static JobCounts None { get; } = new(0, 0, []);
}
