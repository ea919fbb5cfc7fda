using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using OrleansTrading.Domain.Access;
using OrleansTrading.Silo.Access;

namespace OrleansTrading.Silo.Api.Jobs;

/// <summary>Runs of jobs: what became of them, watching them, cancelling them.</summary>
internal static class RunEndpoints
{
    private const string EventStream = "text/event-stream";

    public static void MapRuns(this RouteGroupBuilder api)
    {
        var runs = api.MapGroup("/runs").WithTags("Runs").ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        runs.MapGet("", ListRuns).WithName("ListRuns")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .AddOpenApiOperationTransformer(JobParameters.DescribeRunsQuery);
        runs.MapGet("/{id}", GetRun).WithName("GetRun")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .AddOpenApiOperationTransformer(JobParameters.DescribeRunId);
        runs.MapGet("/{id}/log", GetRunLog).WithName("GetRunLog")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .AddOpenApiOperationTransformer(JobParameters.DescribeRunId)
            .AddOpenApiOperationTransformer(JobParameters.DescribeLogQuery);
        runs.MapDelete("/{id}", CancelRun).Audited("run.cancel", Scope.Operate).WithName("CancelRun")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
            .AddOpenApiOperationTransformer(JobParameters.DescribeRunId);
        runs.MapGet("/{id}/events", WatchRun).WithName("WatchRun")
            .Produces<RunView>(StatusCodes.Status200OK, EventStream)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .AddOpenApiOperationTransformer(JobParameters.DescribeRunId);
    }

    public static string PathOf(RunView run) => $"/api/v1/runs/{Uri.EscapeDataString(run.Id)}";

    /// <summary>Runs of all jobs</summary>
    /// <remarks>Newest first; of one job with <c>job</c>. The next page is asked for with the id of this page's last run as <c>before</c>.</remarks>
    internal static async Task<Results<Ok<IReadOnlyList<RunView>>, ValidationProblem, ProblemHttpResult>> ListRuns(
        string? job, string? state, string? before, string? limit, JobDirectory jobs)
    {
        var errors = new FieldErrors();
        if (RunsRequest.Parse(string.IsNullOrEmpty(job) ? null : job, state, before, limit, errors) is not { } query)
            return errors.ToProblem();
        if (query.Job is { } name && (await jobs.FindAsync(name)) is { Job: null, Names: var names })
            return JobProblems.NoSuchJob(name, names, "job");
        return TypedResults.Ok<IReadOnlyList<RunView>>([.. (await jobs.ListRunsAsync(query)).Select(RunView.Of)]);
    }

    /// <summary>One run</summary>
    internal static async Task<Results<Ok<RunView>, ProblemHttpResult>> GetRun(string id, JobDirectory jobs) =>
        await jobs.FindRunAsync(id) is { } run ? TypedResults.Ok(RunView.Of(run)) : JobProblems.NoSuchRun(id);

    /// <summary>The log of a run</summary>
    /// <remarks>What the run has written down of itself, while it goes and after: its newest lines, those from <c>from</c> on.</remarks>
    internal static async Task<Results<Ok<RunLogView>, ValidationProblem, ProblemHttpResult>> GetRunLog(string id, string? from, JobDirectory jobs)
    {
        var errors = new FieldErrors();
        var first = 0;
        if (!string.IsNullOrEmpty(from) && (!int.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out first) || first < 0))
            errors.Add("from", $"is '{FieldErrors.Shorten(from)}'; expected the number of a line, from 0");
        if (errors.Any)
            return errors.ToProblem();
        if (await jobs.FindRunAsync(id) is not { } run)
            return JobProblems.NoSuchRun(id);
        return TypedResults.Ok(RunLogView.Of(await jobs.Of(run).GetLogAsync(id, first)));
    }

    /// <summary>Cancel a run</summary>
    /// <remarks>
    /// 202: it was told to stop, and is over when its state says so. 200: it is cancelled, now or since before. 409: it is over in
    /// another way, and stays as it is.
    /// </remarks>
    internal static async Task<Results<Ok<RunView>, Accepted<RunView>, ProblemHttpResult>> CancelRun(string id, HttpContext context, JobDirectory jobs)
    {
        if (await jobs.CancelRunAsync(id, Requester.Of(context, JobEndpoints.Way)) is not { } found)
            return JobProblems.NoSuchRun(id);
        var run = RunView.Of(found);
        if (!run.IsFinal)
            return TypedResults.Accepted(PathOf(run), run);
        return run.State == Domain.Jobs.JobRunState.Cancelled ? TypedResults.Ok(run) : JobProblems.AlreadyOver(run);
    }

    /// <summary>Watch a run</summary>
    /// <remarks>
    /// Server-sent events, each of type <c>run</c> with the run as JSON: one at once, one at every change, looked for four times a second.
    /// The stream ends after the final state. Comments in between show that it is alive. A client that comes back with
    /// <c>Last-Event-ID</c> is not sent what it has, and 204 when that was the end.
    /// </remarks>
    internal static async Task<IResult> WatchRun(string id, HttpContext context, JobDirectory jobs, RunWatchers watchers)
    {
        if (await jobs.FindRunAsync(id) is not { } run)
            return JobProblems.NoSuchRun(id);
        var seen = context.Request.Headers["Last-Event-ID"].ToString();
        if (run.IsFinal && seen == RunEvent.Of(run).Id)
            return TypedResults.NoContent();
        if (watchers.TryEnter() is not { } place)
            return RunWatchers.Full(context);
        return new RunEventStream(run, seen, place);
    }
}
