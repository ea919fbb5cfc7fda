using Orleans;

namespace OrleansTrading.Domain.Jobs;

/// <summary>One step of a pipeline's run.</summary>
/// <param name="Job">The job that the step runs.</param>
/// <param name="RunId">The step's own run; null while it has not begun and when it was skipped.</param>
/// <param name="State">Its state; null while it has not begun.</param>
/// <param name="Output">What it gave, or why it was skipped or failed.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.JobStep")]
public sealed record JobStep(
    [property: Id(0)] string Job,
    [property: Id(1)] string? RunId,
    [property: Id(2)] JobRunState? State,
    [property: Id(3)] string? Output);
