using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Domain.Jobs;
using OrleansTrading.Silo.Access;
using OrleansTrading.Silo.Api.Jobs;
using Scope = OrleansTrading.Domain.Access.Scope;

namespace OrleansTrading.Silo.Api.ManualUpdates;

/// <summary>The older form of running jobs by hand, for scripts that were written against it. A slash at the end of the path makes no difference.</summary>
internal static class ManualUpdateEndpoints
{
    private const string Path = "/api/manual-update";
    private const string Way = "manual-update";

    public static void MapManualUpdates(this WebApplication app)
    {
        var updates = app.MapGroup(Path).WithTags("Manual update").ProducesProblem(StatusCodes.Status503ServiceUnavailable).ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden);
        updates.MapPost("", StartTask).Audited("job.run", Scope.Operate).WithName("StartTask")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .AddOpenApiOperationTransformer(Describe);
        updates.MapGet("", GetTask).WithName("GetTask")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .AddOpenApiOperationTransformer(Describe);
    }

    /// <summary>Start a task (older form)</summary>
    /// <remarks>The same as running the job that stands behind it: <c>update-all</c> for <c>all</c>. The task's id is the run's.</remarks>
    internal static async Task<Results<Accepted<TaskStartedView>, ValidationProblem, ProblemHttpResult>> StartTask(
        string? task, HttpContext context, JobDirectory jobs)
    {
        var errors = new FieldErrors();
        if (ManualTask.Find(task) is not { } known)
        {
            errors.Add("task", string.IsNullOrEmpty(task) ? $"is missing; expected {ManualTask.Expected}" : $"is '{FieldErrors.Shorten(task)}'; expected {ManualTask.Expected}");
            return errors.ToProblem();
        }

        var (job, names) = await jobs.FindAsync(known.Job);
        if (job is null)
            return JobProblems.NoSuchJob(known.Job, names, "task");
        var result = await job.TriggerAsync(new JobTrigger(JobTriggerKind.Manual, Requester.Of(context, Way), null, null));
        if (result.Refusal is { } refusal)
            return JobProblems.Refused(refusal);
        var run = RunView.Of(result.Run!);
        var skipped = run.State == JobRunState.Skipped;
        var started = new TaskStartedView(
            skipped ? "skipped" : "accepted",
            skipped ? $"Task {known.Name} was skipped: another run of {known.Job} is going." : $"Task {known.Name} was started.",
            run.Id,
            known.Name);
        return TypedResults.Accepted($"{Path}/?task_id={Uri.EscapeDataString(run.Id)}", started);
    }

    /// <summary>How a task stands (older form)</summary>
    internal static async Task<Results<Ok<TaskStatusView>, ValidationProblem, ProblemHttpResult>> GetTask(
        [FromQuery(Name = "task_id")] string? taskId, JobDirectory jobs)
    {
        var errors = new FieldErrors();
        if (string.IsNullOrEmpty(taskId))
        {
            errors.Add("task_id", $"is missing; expected the task_id that POST {Path}/?task= answered, where task is {ManualTask.Expected}");
            return errors.ToProblem();
        }

        return await jobs.FindRunAsync(taskId) is { } run ? TypedResults.Ok(TaskStatusView.Of(RunView.Of(run))) : JobProblems.NoSuchRun(taskId, "task_id");
    }

    private static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        ApiParameters.Describe(operation, "task", "What is to be updated.", "all", new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Enum = [.. ManualTask.All.Select(task => (JsonNode)task.Name)],
        });
        ApiParameters.Describe(operation, "task_id", "The id that starting the task answered.", "01JZ3T9M3GQ6C1V0X5N7KQ2W8R", new OpenApiSchema { Type = JsonSchemaType.String });
        return Task.CompletedTask;
    }
}
