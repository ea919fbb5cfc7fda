using System.Collections.Immutable;
using Orleans;

namespace OrleansTrading.Contracts.Jobs;

/// <summary>What a job is, as its class says.</summary>
/// <param name="Name">Lower case with hyphens.</param>
/// <param name="Description">What it does, in one sentence.</param>
/// <param name="DefaultSchedule">Its schedule unless another was given; empty when it is run by hand only.</param>
/// <param name="Overlap">What happens to a slot that comes while a run is going.</param>
/// <param name="Retries">Attempts after the first.</param>
/// <param name="TimeLimit">How long a run may take.</param>
/// <param name="SlowAfter">From when on a run is slow.</param>
/// <param name="Priority">Whether it goes before others.</param>
/// <param name="OnLostRun">What happens to a run whose silo was lost.</param>
/// <param name="Needs">Jobs whose last run must have succeeded.</param>
/// <param name="Steps">The steps of a pipeline, in order; empty for other jobs.</param>
/// <param name="Parameters">What it can be given.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.JobDescription")]
public sealed record JobDescription(
    [property: Id(0)] string Name,
    [property: Id(1)] string Description,
    [property: Id(2)] string DefaultSchedule,
    [property: Id(3)] JobOverlap Overlap,
    [property: Id(4)] int Retries,
    [property: Id(5)] TimeSpan TimeLimit,
    [property: Id(6)] TimeSpan? SlowAfter,
    [property: Id(7)] JobPriority Priority,
    [property: Id(8)] LostRunPolicy OnLostRun,
    [property: Id(9)] ImmutableArray<string> Needs,
    [property: Id(10)] ImmutableArray<string> Steps,
    [property: Id(11)] ImmutableArray<JobParameter> Parameters);
