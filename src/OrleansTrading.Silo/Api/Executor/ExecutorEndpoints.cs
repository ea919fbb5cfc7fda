using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using OrleansTrading.Domain.Execution;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Silo.Api.Readings;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Silo.Api.Executor;

/// <summary>What became of signals.</summary>
internal static class ExecutorEndpoints
{
    private const int DefaultLimit = 100;
    private const int MostDecisions = 1000;

    public static void MapExecutor(this RouteGroupBuilder api) =>
        api.MapGet("/executor/decisions", ListDecisions).WithName("ListExecutorDecisions").WithTags("Executor").AddOpenApiOperationTransformer(Describe);

    /// <summary>Decisions about signals</summary>
    /// <remarks>What the executor made of each signal: an order, nothing but a record (dry run), or a refusal with its reason. Newest signal first.</remarks>
    internal static async Task<Results<Ok<IReadOnlyList<DecisionView>>, ValidationProblem>> ListDecisions(
        string? instrument, string? outcome, string? before, string? limit, IExecutionStore store, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        InstrumentId? wanted = InstrumentId.TryParse(instrument, out var id) ? id : null;
        if (!string.IsNullOrEmpty(instrument) && wanted is null)
            errors.Add("instrument", $"is '{FieldErrors.Shorten(instrument)}'; expected {InstrumentId.Expected}");
        ExecutionOutcome? only = string.IsNullOrEmpty(outcome) ? null : DecisionView.Parse(outcome);
        if (!string.IsNullOrEmpty(outcome) && only is null)
            errors.Add("outcome", $"is '{FieldErrors.Shorten(outcome)}'; expected {DecisionView.Taken}, {DecisionView.DryRun} or {DecisionView.Refused}");
        var time = ReadingParameters.ParseNumber("before", before, 0, KlinesRequest.MaxTime, errors);
        var count = ReadingParameters.ParseNumber("limit", limit, 1, MostDecisions, errors) ?? DefaultLimit;
        if (errors.Any)
            return errors.ToProblem();
        var decisions = await store.ListAsync(wanted, only, time, (int)count, cancellationToken);
        return TypedResults.Ok<IReadOnlyList<DecisionView>>([.. decisions.Select(DecisionView.Of)]);
    }

    private static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        ApiParameters.Describe(operation, "instrument", "Only this instrument.", "binance:BTCUSDT", new OpenApiSchema { Type = JsonSchemaType.String });
        ApiParameters.Describe(operation, "outcome", "Only taken, dry-run or refused.", DecisionView.Refused, new OpenApiSchema { Type = JsonSchemaType.String });
        ApiParameters.Describe(
            operation, "before", "Only decisions about signals made before this time, in Unix milliseconds, for paging.", 1_767_225_600_000,
            new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "0", Maximum = KlinesRequest.MaxTime.ToString(CultureInfo.InvariantCulture) });
        ApiParameters.Describe(
            operation, "limit", "Most decisions wanted.", DefaultLimit,
            new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = MostDecisions.ToString(CultureInfo.InvariantCulture), Default = DefaultLimit });
        return Task.CompletedTask;
    }
}
