using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Silo.Api.Jobs;

/// <summary>One run of a job. Times are Unix milliseconds.</summary>
/// <param name="Id">Its id; ids sort by the time of their making.</param>
/// <param name="Job">The job's name.</param>
/// <param name="Trigger">Why it was begun.</param>
/// <param name="By">Who asked for it; for a step, the pipeline's run. Null for what a schedule begins.</param>
/// <param name="Slot">The slot of the schedule that it fills. Null when it fills none.</param>
/// <param name="Parameters">The job's parameters.</param>
/// <param name="QueuedAt">When it was asked for.</param>
/// <param name="StartedAt">When its first attempt began. Null before.</param>
/// <param name="FinishedAt">When it came to its final state. Null before.</param>
/// <param name="State">How far it has come. <c>Queued</c> and <c>Running</c> are not final, the others are.</param>
/// <param name="Attempt">The attempt under way or the last one, from 1; 0 before the first.</param>
/// <param name="Progress">How far it is.</param>
/// <param name="Counts">What became of its items.</param>
/// <param name="Output">What it gave, in one line.</param>
/// <param name="Error">Why it ended otherwise than well.</param>
/// <param name="Steps">The steps of a pipeline's run, in order; empty for other jobs.</param>
internal sealed record RunView(
    string Id,
    string Job,
    [property: JsonConverter(typeof(JobTriggerKindWord))] JobTriggerKind Trigger,
    string? By,
    long? Slot,
    JsonElement Parameters,
    long QueuedAt,
    long? StartedAt,
    long? FinishedAt,
    [property: JsonConverter(typeof(JobRunStateWord))] JobRunState State,
    int Attempt,
    RunProgressView Progress,
    RunCountsView Counts,
    string? Output,
    string? Error,
    IReadOnlyList<RunStepView> Steps)
{
    /// <summary>Whether the run has come to its end.</summary>
    [JsonIgnore]
    public bool IsFinal => State >= JobRunState.Succeeded;

    public static RunView Of(JobRun run) => new(
        run.Id,
        run.Job,
        run.Trigger,
        run.By,
        run.Slot,
        JobJson.Parse(run.Parameters),
        run.QueuedAt,
        run.StartedAt,
        run.FinishedAt,
        run.State,
        run.Attempt,
        new RunProgressView(run.Progress.Done, run.Progress.Total, run.Progress.Message),
        RunCountsView.Of(run.Counts),
        run.Output,
        run.Error,
        run.Steps.IsDefault ? [] : [.. run.Steps.Select(step => new RunStepView(step.Job, step.RunId, step.State, step.Output))]);
}
