using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Orleans;
using OrleansTrading.Contracts.Books;
using OrleansTrading.Contracts.Symbols;

namespace OrleansTrading.Silo.Api;

/// <summary>Order books.</summary>
internal static class BookEndpoints
{
    private const int DefaultLevels = 20;

    public static void MapBooks(this RouteGroupBuilder api) =>
        api.MapGet("/instruments/{id}/book", GetBook).WithTags("Instruments").WithName("GetBook")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .AddOpenApiOperationTransformer(ApiParameters.DescribeId)
            .AddOpenApiOperationTransformer(DescribeLevels);

    /// <summary>The order book of one instrument</summary>
    /// <remarks>
    /// The best levels, from memory. A book that is not in step with its venue is answered with its phase and no levels: <c>absent</c> when it is
    /// not followed, <c>syncing</c> when it is about to be live. A live one is the venue's as of <c>lastUpdateId</c>, as far as it goes.
    /// </remarks>
    internal static async Task<Results<Ok<BookView>, ValidationProblem, ProblemHttpResult>> GetBook(
        string id, string? levels, InstrumentDirectory directory, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var instrument = InstrumentEndpoints.ParseId(id, errors);
        var count = ParseLevels(levels, errors);
        if (instrument is not { } known || errors.Any)
            return errors.ToProblem();
        if (!await directory.ExistsAsync(known, cancellationToken))
            return InstrumentEndpoints.NotListed(known, directory);
        return TypedResults.Ok(BookView.Of(await grains.GetGrain<ISymbolGrain>(known.ToString()).GetBookAsync(count)));
    }

    private static int ParseLevels(string? text, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(text))
            return DefaultLevels;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var levels) && levels is >= 1 and <= OrderBookView.MaxLevels)
            return levels;
        errors.Add("levels", $"is '{FieldErrors.Shorten(text)}'; expected a whole number from 1 to {OrderBookView.MaxLevels}");
        return 0;
    }

    private static Task DescribeLevels(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        ApiParameters.Describe(operation, "levels", "Most levels a side wanted. Fewer come where fewer are known.", DefaultLevels, new OpenApiSchema
        {
            Type = JsonSchemaType.Integer,
            Format = "int32",
            Minimum = "1",
            Maximum = OrderBookView.MaxLevels.ToString(CultureInfo.InvariantCulture),
            Default = DefaultLevels,
        });
        return Task.CompletedTask;
    }
}
