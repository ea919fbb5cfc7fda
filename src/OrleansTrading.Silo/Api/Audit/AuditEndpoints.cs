using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using OrleansTrading.Contracts.Access;
using OrleansTrading.Domain.Access;
using OrleansTrading.Silo.Api.Readings;

namespace OrleansTrading.Silo.Api.Audit;

/// <summary>Who changed what, for programs.</summary>
internal static partial class AuditEndpoints
{
    private const int DefaultLimit = 100;

    private static readonly string[] Outcomes = [.. Enum.GetValues<AuditOutcome>().Select(AuditEntryView.WordOf)];

    public static void MapAudit(this RouteGroupBuilder api) => api.MapGet("/audit", ListAudit).WithName("ListAudit").WithTags("Audit")
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable).AddOpenApiOperationTransformer(Describe);

    /// <summary>Audit log</summary>
    /// <remarks>Newest first, with the filters of the page. An action that has ended has two lines of the same id: its end, and before it its beginning.</remarks>
    internal static async Task<Results<Ok<AuditPageView>, ValidationProblem>> ListAudit(
        string? who, string? action, string? target, string? from, string? before, string? outcome, string? after, string? limit,
        IAuditLog log, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var (first, end) = (ReadingParameters.ParseNumber("from", from, 0, KlinesRequest.MaxTime, errors), ReadingParameters.ParseNumber("before", before, 0, KlinesRequest.MaxTime, errors));
        var most = (int)(ReadingParameters.ParseNumber("limit", limit, 1, AuditQuery.MostEntries, errors) ?? DefaultLimit);
        var known = ParseOutcome(outcome, errors);
        if (Given(after) is { } cursor && !Cursor().IsMatch(cursor))
            errors.Add("after", $"is '{FieldErrors.Shorten(cursor)}'; expected what a page before this gave as next");
        if (errors.Any)
            return errors.ToProblem();
        var entries = await log.ListAsync(new AuditQuery(first, end, Given(who), Given(action), Given(target), known, Given(after), most), cancellationToken);
        return TypedResults.Ok(new AuditPageView([.. entries.Select(AuditEntryView.Of)], entries.Count < most ? null : entries[^1].Key));
    }

    private static AuditOutcome? ParseOutcome(string? text, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (Array.IndexOf(Outcomes, text) is >= 0 and var index)
            return Enum.GetValues<AuditOutcome>()[index];
        errors.Add("outcome", $"is '{FieldErrors.Shorten(text)}'; expected one of {string.Join(", ", Outcomes)}");
        return null;
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        ApiParameters.Describe(operation, "who", "Only of this person or token, by its whole name.", "anna", Text());
        ApiParameters.Describe(operation, "action", "Only actions that begin so.", "job.", Text());
        ApiParameters.Describe(operation, "target", "Only of what has this in its name, in any case.", "paper", Text());
        ApiParameters.Describe(operation, "from", "Not before this time, Unix milliseconds.", 1_767_225_600_000, ReadingParameters.Bounded(JsonSchemaType.Integer, 0, KlinesRequest.MaxTime, null));
        ApiParameters.Describe(operation, "before", "Before this time, Unix milliseconds.", 1_767_225_600_000, ReadingParameters.Bounded(JsonSchemaType.Integer, 0, KlinesRequest.MaxTime, null));
        ApiParameters.Describe(operation, "outcome", "Only lines with this outcome.", "refused", ReadingParameters.Words(Outcomes));
        ApiParameters.Describe(operation, "after", "What the page before gave as next.", "019b2f6c5d0e7c3a8f1e2d3c4b5a6978-1", Text());
        ApiParameters.Describe(operation, "limit", "Most lines wanted.", DefaultLimit, ReadingParameters.Bounded(JsonSchemaType.Integer, 1, AuditQuery.MostEntries, DefaultLimit));
        return Task.CompletedTask;
    }

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };

    [GeneratedRegex("^[0-9A-Za-z]{1,64}-[01]$")]
    private static partial Regex Cursor();
}
