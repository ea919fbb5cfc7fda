using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Silo.Api;

/// <summary>Instruments and their candles.</summary>
internal static class InstrumentEndpoints
{
    public static void MapInstruments(this RouteGroupBuilder api)
    {
        var instruments = api.MapGroup("/instruments").WithTags("Instruments");
        instruments.MapGet("", ListInstruments).WithName("ListInstruments");
        instruments.MapGet("/{id}", GetInstrument).WithName("GetInstrument")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .AddOpenApiOperationTransformer(ApiParameters.DescribeId);
        instruments.MapGet("/{id}/klines", ListKlines).WithName("ListKlines")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .AddOpenApiOperationTransformer(ApiParameters.DescribeId)
            .AddOpenApiOperationTransformer(ApiParameters.DescribeKlinesQuery);
    }

    /// <summary>The live instruments</summary>
    /// <remarks>The instruments of the watchlist, each as it is now. One that cannot be read is listed with an <c>error</c>.</remarks>
    internal static async Task<Ok<IReadOnlyList<InstrumentView>>> ListInstruments(SnapshotReader reader, CancellationToken cancellationToken) =>
        TypedResults.Ok<IReadOnlyList<InstrumentView>>(await reader.ReadWatchlistAsync(cancellationToken));

    /// <summary>One instrument</summary>
    /// <remarks>Any instrument that a venue lists; one that is not on the watchlist is answered without live streams.</remarks>
    internal static async Task<Results<Ok<InstrumentView>, ValidationProblem, ProblemHttpResult>> GetInstrument(
        string id, InstrumentDirectory directory, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        if (ParseId(id, errors) is not { } instrument)
            return errors.ToProblem();
        if (!await directory.ExistsAsync(instrument, cancellationToken))
            return NotListed(instrument, directory);
        var snapshot = await grains.GetGrain<ISymbolGrain>(instrument.ToString()).GetSnapshotAsync();
        return TypedResults.Ok(InstrumentView.Of(snapshot));
    }

    /// <summary>Candles of one instrument</summary>
    /// <remarks>
    /// Oldest first; the newest one may be open. With a start: the first candles from there. With an end alone: the last
    /// ones up to there. With neither: the newest. What is not held is asked of the venue and kept.
    /// </remarks>
    internal static async Task<Results<Ok<IReadOnlyList<KlineView>>, ValidationProblem, ProblemHttpResult>> ListKlines(
        string id,
        string? interval,
        string? limit,
        string? startTime,
        string? endTime,
        InstrumentDirectory directory,
        IGrainFactory grains,
        CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var instrument = ParseId(id, errors);
        var query = KlinesRequest.Parse(interval, limit, startTime, endTime, errors);
        if (instrument is not { } known || query is null)
            return errors.ToProblem();
        if (!await directory.ExistsAsync(known, cancellationToken))
            return NotListed(known, directory);
        var series = await grains.GetGrain<ISymbolGrain>(known.ToString()).GetKlinesAsync(query);
        return TypedResults.Ok<IReadOnlyList<KlineView>>([.. series.Klines.Select(KlineView.Of)]);
    }

    internal static InstrumentId? ParseId(string text, FieldErrors errors)
    {
        if (InstrumentId.TryParse(text, out var id))
            return id;
        errors.Add("id", $"is '{FieldErrors.Shorten(text)}'; expected {InstrumentId.Expected}");
        return null;
    }

    internal static ProblemHttpResult NotListed(InstrumentId id, InstrumentDirectory directory)
    {
        var detail = directory.Venues.Contains(id.Venue)
            ? $"Venue '{id.Venue}' does not list '{id.Symbol}'."
            : $"There is no venue '{id.Venue}'; expected one of {string.Join(", ", directory.Venues)}.";
        return TypedResults.Problem(
            detail, statusCode: StatusCodes.Status404NotFound, title: "There is no such instrument.",
            extensions: [new("field", "id")]);
    }
}
