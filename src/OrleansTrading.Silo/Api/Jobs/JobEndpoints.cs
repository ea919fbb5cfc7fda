using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Domain.Access;
using OrleansTrading.Domain.Jobs;
using OrleansTrading.Silo.Access;

namespace OrleansTrading.Silo.Api.Jobs;

/// <summary>Jobs: what there is, how it stands, changing it, and running it by hand.</summary>
internal static class JobEndpoints
{
    public const string Way = "api";

    public static void MapJobs(this RouteGroupBuilder api)
    {
        var jobs = api.MapGroup("/jobs").WithTags("Jobs").ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        jobs.MapGet("", ListJobs).WithName("ListJobs");
        jobs.MapGet("/{name}", GetJob).WithName("GetJob")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .AddOpenApiOperationTransformer(JobParameters.DescribeName);
        jobs.MapPatch("/{name}", ChangeJob).Audited("job.change", Scope.Operate).WithName("ChangeJob")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .AddOpenApiOperationTransformer(JobParameters.DescribeName)
            .AddOpenApiOperationTransformer(JobParameters.DescribeChange);
        jobs.MapGet("/{name}/runs", ListRunsOfJob).WithName("ListRunsOfJob")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .AddOpenApiOperationTransformer(JobParameters.DescribeName)
            .AddOpenApiOperationTransformer(JobParameters.DescribeRunsQuery);
        jobs.MapPost("/{name}/runs", RunJob).Audited("job.run", Scope.Operate).WithName("RunJob")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .AddOpenApiOperationTransformer(JobParameters.DescribeName)
            .AddOpenApiOperationTransformer(JobParameters.DescribeTrigger);
    }

    /// <summary>The jobs</summary>
    /// <remarks>Every job of the catalogue by name, with its schedule, the run that is going and the last one.</remarks>
    internal static async Task<Ok<IReadOnlyList<JobView>>> ListJobs(JobDirectory jobs) =>
        TypedResults.Ok<IReadOnlyList<JobView>>([.. (await jobs.ListAsync()).Select(JobView.Of)]);

    /// <summary>One job</summary>
    internal static async Task<Results<Ok<JobView>, ProblemHttpResult>> GetJob(string name, JobDirectory jobs)
    {
        var (job, names) = await jobs.FindAsync(name);
        if (job is null || await job.GetStatusAsync() is not { } status)
            return JobProblems.NoSuchJob(name, names);
        return TypedResults.Ok(JobView.Of(status));
    }

    /// <summary>Change a job</summary>
    /// <remarks>Enables it, disables it, or gives it another schedule; what is not given stays. The change is kept over restarts.</remarks>
    internal static async Task<Results<Ok<JobView>, ValidationProblem, ProblemHttpResult>> ChangeJob(
        string name, HttpContext context, JobDirectory jobs, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var body = await JsonBody.ReadAsync(context.Request, errors, cancellationToken);
        if (JobPatchRequest.Parse(body, Requester.Of(context, Way), errors) is not { } patch)
            return errors.ToProblem();
        var (job, names) = await jobs.FindAsync(name);
        if (job is null)
            return JobProblems.NoSuchJob(name, names);
        if (await job.GetStatusAsync() is { } before)
            AuditedChange.Of(context).Replaces(JobView.Of(before), ApiJson.Default.JobView);
        var result = await job.ConfigureAsync(patch);
        if (result.Refusal is { } refusal)
            return JobProblems.Refused(refusal);
        return TypedResults.Ok(JobView.Of(result.Status!));
    }

    /// <summary>Runs of one job</summary>
    /// <remarks>Newest first. The next page is asked for with the id of this page's last run as <c>before</c>.</remarks>
    internal static async Task<Results<Ok<IReadOnlyList<RunView>>, ValidationProblem, ProblemHttpResult>> ListRunsOfJob(
        string name, string? state, string? before, string? limit, JobDirectory jobs)
    {
        var errors = new FieldErrors();
        if (RunsRequest.Parse(name, state, before, limit, errors) is not { } query)
            return errors.ToProblem();
        var (job, names) = await jobs.FindAsync(name);
        if (job is null)
            return JobProblems.NoSuchJob(name, names);
        return TypedResults.Ok<IReadOnlyList<RunView>>([.. (await jobs.ListRunsAsync(query)).Select(RunView.Of)]);
    }

    /// <summary>Run a job now</summary>
    /// <remarks>
    /// The body holds the job's parameters as a JSON object; without a body the defaults hold. Answers at once with the run, which goes on:
    /// <c>Location</c> says where it can be asked for, and <c>/events</c> below it tells its progress. A run that comes while another is
    /// going fares as the job's overlap policy says, and may be answered as <c>Skipped</c>. A request that is sent again with the same
    /// <c>Idempotency-Key</c> within 24 hours answers the same run, even when that is over; the same key with other parameters is refused
    /// with 422. A key is the job's own: with another job it is another request.
    /// </remarks>
    internal static async Task<Results<Accepted<RunView>, ValidationProblem, ProblemHttpResult>> RunJob(
        string name,
        [FromHeader(Name = IdempotencyKey.Header)] string? idempotencyKey,
        HttpContext context,
        JobDirectory jobs,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var key = IdempotencyKey.Parse(idempotencyKey, errors);
        var body = await JsonBody.ReadAsync(context.Request, errors, cancellationToken);
        if (errors.Any)
            return errors.ToProblem();
        var (job, names) = await jobs.FindAsync(name);
        if (job is null)
            return JobProblems.NoSuchJob(name, names);
        var parameters = body?.GetRawText();
        var trigger = new JobTrigger(JobTriggerKind.Manual, Requester.Of(context, Way), parameters, key);
        // Without a key nobody could tell a second run from the first.
        var result = key is null ? await job.TriggerAsync(trigger) : await AskedAgain.AskAsync(() => job.TriggerAsync(trigger), time, cancellationToken);
        if (result.Refusal is { } refusal)
            return JobProblems.Refused(refusal);
        var run = RunView.Of(result.Run!);
        if (!result.IsNew && !JobJson.Same(result.Run!.Parameters, parameters))
            return JobProblems.KeyOfAnother(run);
        return TypedResults.Accepted(RunEndpoints.PathOf(run), run);
    }
}
