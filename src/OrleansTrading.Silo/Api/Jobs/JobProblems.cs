using Microsoft.AspNetCore.Http.HttpResults;
using OrleansTrading.Contracts.Jobs;

namespace OrleansTrading.Silo.Api.Jobs;

/// <summary>What is answered when a job or a run cannot be had or changed as asked.</summary>
internal static class JobProblems
{
    public static ProblemHttpResult NoSuchJob(string name, IEnumerable<string> names, string field = "name")
    {
        string[] allowed = [.. names.Order(StringComparer.Ordinal)];
        return TypedResults.Problem(
            $"There is no job '{FieldErrors.Shorten(name)}'; expected one of {string.Join(", ", allowed)}.",
            statusCode: StatusCodes.Status404NotFound, title: "There is no such job.",
            extensions: [new("field", field), new("allowed", allowed)]);
    }

    public static ProblemHttpResult NoSuchRun(string id, string field = "id") => TypedResults.Problem(
        $"There is no run '{FieldErrors.Shorten(id)}'; expected the id of a run of the last 30 days, as GET /api/v1/runs lists them.",
        statusCode: StatusCodes.Status404NotFound, title: "There is no such run.",
        extensions: [new("field", field)]);

    public static ProblemHttpResult AlreadyOver(RunView run) => TypedResults.Problem(
        $"Run {run.Id} of {run.Job} is over: {run.State}. Only a run that is Queued or Running can be cancelled.",
        statusCode: StatusCodes.Status409Conflict, title: "The run is over.",
        extensions: [new("field", "id"), new("state", run.State.ToString())]);

    public static ProblemHttpResult KeyOfAnother(RunView run) => TypedResults.Problem(
        $"{IdempotencyKey.Header} was used for run {run.Id} with other parameters; expected a key of its own for each set of parameters.",
        statusCode: StatusCodes.Status422UnprocessableEntity, title: "The key belongs to another request.",
        extensions: [new("field", IdempotencyKey.Header), new("run", run.Id)]);

    /// <summary>A refusal of the job itself: a bad schedule, a bad parameter.</summary>
    public static ValidationProblem Refused(JobRefusal refusal)
    {
        var errors = new FieldErrors();
        errors.AddSentence(refusal.Field == "idempotencyKey" ? IdempotencyKey.Header : refusal.Field, refusal.Message);
        return errors.ToProblem();
    }
}
