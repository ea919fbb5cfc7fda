using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Orleans;
using OrleansTrading.Contracts.Portfolio;
using OrleansTrading.Grains.Accounts;
using OrleansTrading.Silo.Api.Readings;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Silo.Api.Portfolio;

/// <summary>All accounts together, and their equity curves.</summary>
internal static class PortfolioEndpoints
{
    private const int DefaultPoints = 1_440;
    private const int MostPoints = 10_080;

    public static void MapPortfolio(this RouteGroupBuilder api)
    {
        api.MapGet("/exposure", GetExposure).WithName("GetExposure").WithTags("Accounts").ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        api.MapGet("/accounts/{id}/equity", ListEquity).WithName("ListEquity").WithTags("Accounts")
            .ProducesProblem(StatusCodes.Status404NotFound).AddOpenApiOperationTransformer(Describe);
    }

    /// <summary>Exposure and capital</summary>
    /// <remarks>
    /// Over all accounts and venues: long, short, net and hedged value by asset, venue and account, and the capital that is in use, reserved and free.
    /// Play money is never added to real money.
    /// </remarks>
    internal static async Task<Ok<ExposureView>> GetExposure(IGrainFactory grains, CancellationToken cancellationToken) =>
        TypedResults.Ok(ExposureView.Of(await grains.GetGrain<IPortfolioGrain>(IPortfolioGrain.Key).GetAsync().WaitAsync(cancellationToken)));

    /// <summary>Equity curve</summary>
    /// <remarks>One point a minute, oldest first; when there are more than the limit, the newest. A minute in which the account could not be asked has no point.</remarks>
    internal static async Task<Results<Ok<IReadOnlyList<CapitalView>>, ValidationProblem, ProblemHttpResult>> ListEquity(
        string id, string? from, string? to, string? limit, IAccountDirectory accounts, ICapitalStore store, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var first = ReadingParameters.ParseNumber("from", from, 0, KlinesRequest.MaxTime, errors) ?? 0;
        var last = ReadingParameters.ParseNumber("to", to, 0, KlinesRequest.MaxTime, errors) ?? KlinesRequest.MaxTime;
        var count = ReadingParameters.ParseNumber("limit", limit, 1, MostPoints, errors) ?? DefaultPoints;
        if (errors.Any)
            return errors.ToProblem();
        var known = await accounts.ListAsync(cancellationToken);
        if (!known.Contains(id))
            return TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, title: "Unknown account", detail: $"There is no account '{FieldErrors.Shorten(id)}'; there are {string.Join(", ", known)}.");
        var points = await store.ListAsync(id, first, last, (int)count, cancellationToken);
        return TypedResults.Ok<IReadOnlyList<CapitalView>>([.. points.Select(CapitalView.Of)]);
    }

    private static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        ApiParameters.Describe(operation, "id", "The account.", "paper", new OpenApiSchema { Type = JsonSchemaType.String });
        ApiParameters.Describe(operation, "from", "Points from this time on, in Unix milliseconds.", 1_767_225_600_000, Whole(0, KlinesRequest.MaxTime));
        ApiParameters.Describe(operation, "to", "Points up to this time, in Unix milliseconds.", 1_767_229_200_000, Whole(0, KlinesRequest.MaxTime));
        ApiParameters.Describe(operation, "limit", "Most points wanted.", DefaultPoints, Whole(1, MostPoints));
        return Task.CompletedTask;
    }

    private static OpenApiSchema Whole(long least, long most) => new()
    {
        Type = JsonSchemaType.Integer,
        Minimum = least.ToString(CultureInfo.InvariantCulture),
        Maximum = most.ToString(CultureInfo.InvariantCulture),
    };
}
