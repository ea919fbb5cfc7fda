using System.Text.Json.Serialization;
using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Silo.Api.Jobs;

/// <summary>One step of a pipeline's run.</summary>
/// <param name="Job">The job that the step runs.</param>
/// <param name="RunId">The step's own run. Null while it has not begun and when it was skipped.</param>
/// <param name="State">Its state. Null while it has not begun.</param>
/// <param name="Output">What it gave, or why it was skipped or failed.</param>
internal sealed record RunStepView(
    string Job,
    string? RunId,
    [property: JsonConverter(typeof(JobRunStateWord))] JobRunState? State,
    string? Output);
