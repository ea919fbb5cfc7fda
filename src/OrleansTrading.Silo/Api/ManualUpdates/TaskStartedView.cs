using System.Text.Json.Serialization;

namespace OrleansTrading.Silo.Api.ManualUpdates;

/// <summary>A task that was started, in the older form.</summary>
/// <param name="Status"><c>accepted</c>; <c>skipped</c> when a task of this kind is going already.</param>
/// <param name="Message">The same for people.</param>
/// <param name="TaskId">The id of its run.</param>
/// <param name="TaskType">The task's word.</param>
internal sealed record TaskStartedView(
    string Status,
    string Message,
    [property: JsonPropertyName("task_id")] string TaskId,
    [property: JsonPropertyName("task_type")] string TaskType);
