using System.Text.Json.Serialization;
using OrleansTrading.Domain.Jobs;
using OrleansTrading.Silo.Api.Jobs;

namespace OrleansTrading.Silo.Api.ManualUpdates;

/// <summary>How a task stands, in the older form.</summary>
/// <param name="TaskId">The id of its run.</param>
/// <param name="Status"><c>PENDING</c>, <c>STARTED</c>, <c>SUCCESS</c>, <c>FAILURE</c> or <c>REVOKED</c>.</param>
/// <param name="Ready">Whether it is over.</param>
/// <param name="Successful">Whether it is over and went well.</param>
/// <param name="Result">Its steps by their words, each as it stands.</param>
/// <param name="Error">Why it ended otherwise than well. Null when it did not.</param>
internal sealed record TaskStatusView(
    [property: JsonPropertyName("task_id")] string TaskId,
    string Status,
    bool Ready,
    bool Successful,
    IReadOnlyDictionary<string, TaskStepView> Result,
    string? Error)
{
    public static TaskStatusView Of(RunView run) => new(
        run.Id,
        TaskState.Of(run.State),
        run.IsFinal,
        run.State == JobRunState.Succeeded,
        Steps(run),
        run.State is JobRunState.Queued or JobRunState.Running or JobRunState.Succeeded ? null : run.Error ?? Reason(run));

    private static Dictionary<string, TaskStepView> Steps(RunView run)
    {
        if (run.Steps.Count == 0)
            return new() { [ManualTask.NameOf(run.Job)] = new TaskStepView(TaskState.Of(run.State), run.Output ?? run.Error) };
        var steps = new Dictionary<string, TaskStepView>();
        foreach (var step in run.Steps)
            steps[ManualTask.NameOf(step.Job)] = new TaskStepView(TaskState.Of(step.State), step.Output);
        return steps;
    }

    private static string Reason(RunView run) => run.State switch
    {
        JobRunState.Skipped => "It was skipped: another run was going.",
        JobRunState.Cancelled => "It was cancelled.",
        JobRunState.TimedOut => "It took longer than its time limit.",
        _ => run.Output ?? "It failed.",
    };
}
