using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Orleans;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Flow;

namespace OrleansTrading.Silo.Api;

/// <summary>Order flow.</summary>
internal static class FlowEndpoints
{
    private const int DefaultSeconds = 300;

    public static void MapFlow(this RouteGroupBuilder api) =>
        api.MapGet("/instruments/{id}/flow", GetFlow).WithTags("Instruments").WithName("GetFlow")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .AddOpenApiOperationTransformer(ApiParameters.DescribeId)
            .AddOpenApiOperationTransformer(DescribeSeconds);

    /// <summary>The order flow of one instrument</summary>
    /// <remarks>
    /// Second by second of the venue's time up to the newest event, from memory: what takers bought and sold, and the order-flow imbalance
    /// from changes of best bid and ask. Seconds in which nothing happened are left out; the last may still grow, and so does one that a
    /// repaired trade belongs to.
    /// </remarks>
    internal static async Task<Results<Ok<FlowView>, ValidationProblem, ProblemHttpResult>> GetFlow(
        string id, string? seconds, InstrumentDirectory directory, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var instrument = InstrumentEndpoints.ParseId(id, errors);
        var count = ParseSeconds(seconds, errors);
        if (instrument is not { } known || errors.Any)
            return errors.ToProblem();
        if (!await directory.ExistsAsync(known, cancellationToken))
            return InstrumentEndpoints.NotListed(known, directory);
        return TypedResults.Ok(FlowView.Of(await grains.GetGrain<ISymbolGrain>(known.ToString()).GetOrderFlowAsync(count)));
    }

    private static int ParseSeconds(string? text, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(text))
            return DefaultSeconds;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 1 and <= OrderFlow.HeldSeconds)
            return seconds;
        errors.Add("seconds", $"is '{FieldErrors.Shorten(text)}'; expected a whole number from 1 to {OrderFlow.HeldSeconds}");
        return 0;
    }

    private static Task DescribeSeconds(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        ApiParameters.Describe(operation, "seconds", "How far back from the newest event.", DefaultSeconds, new OpenApiSchema
        {
            Type = JsonSchemaType.Integer,
            Format = "int32",
            Minimum = "1",
            Maximum = OrderFlow.HeldSeconds.ToString(CultureInfo.InvariantCulture),
            Default = DefaultSeconds,
        });
        return Task.CompletedTask;
    }
}
