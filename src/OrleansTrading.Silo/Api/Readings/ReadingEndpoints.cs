using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;
using OrleansTrading.Contracts.Access;
using OrleansTrading.Contracts.Scanning;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Access;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Silo.Access;

namespace OrleansTrading.Silo.Api.Readings;

/// <summary>The market's reading: scan, indicators, and the memory that they come from.</summary>
internal static class ReadingEndpoints
{
    public static IServiceCollection AddReadingsApi(this IServiceCollection services) =>
        services.AddSingleton<ScanQueryParser>().AddSingleton<CacheReader>();

    public static void MapReadings(this RouteGroupBuilder api)
    {
        api.MapGet("/scan", Scan).WithName("Scan").WithTags("Readings")
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .AddOpenApiOperationTransformer(ReadingParameters.DescribeScan);
        api.MapGet("/cache", GetCache).WithName("GetCache").WithTags("Readings");
        api.MapGet("/instruments/{id}/indicators", GetIndicators).WithName("GetIndicators").WithTags("Readings")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .AddOpenApiOperationTransformer(ApiParameters.DescribeId).AddOpenApiOperationTransformer(ReadingParameters.DescribeIndicators);
    }

    /// <summary>Scan the market</summary>
    /// <remarks>
    /// Scores every live instrument on every interval and answers the strongest. From memory no request is sent to a venue. What cannot be
    /// read, for example for too few candles or stale data, is listed with the reason. A scan by REST costs weight at the venues, and takes
    /// the scope Operate.
    /// </remarks>
    internal static async Task<Results<Ok<ScanView>, ValidationProblem, ProblemHttpResult>> Scan(
        string? minScore, string? max, string? intervals, string? watchlist, string? source, string? candles,
        ClaimsPrincipal user, ScanQueryParser parser, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        if (parser.Parse(minScore, max, intervals, watchlist, source, candles, errors) is not { } request)
            return errors.ToProblem();
        if (request.Source == ScanSource.Rest && Person.Of(user) is var person && !person.May(Scope.Operate))
            return AccessResults.Lacks(person, Scope.Operate);
        var report = await grains.GetGrain<IScannerGrain>(IScannerGrain.Key).ScanAsync(request).WaitAsync(cancellationToken);
        return TypedResults.Ok(ScanView.Of(report));
    }

    /// <summary>Indicators of one instrument</summary>
    /// <remarks>Every indicator at the newest closed candle, and at the running one as it is now, from memory. Their definitions are in docs/indicators.md.</remarks>
    internal static async Task<Results<Ok<IndicatorsView>, ValidationProblem, ProblemHttpResult>> GetIndicators(
        string id, string? interval, ScanQueryParser parser, InstrumentDirectory directory, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var instrument = ParseId("id", id, errors);
        var length = parser.ParseInterval(interval, errors);
        if (errors.Any || instrument is not { } known)
            return errors.ToProblem();
        if (!await directory.ExistsAsync(known, cancellationToken))
            return InstrumentEndpoints.NotListed(known, directory);
        if (await grains.GetGrain<ISymbolGrain>(known.ToString()).GetIndicatorsAsync(length) is { } reading)
            return TypedResults.Ok(IndicatorsView.Of(reading));
        errors.Add("interval", $"is '{length.ToCode()}'; expected an interval that {known.Venue} has");
        return errors.ToProblem();
    }

    /// <summary>What is held in memory</summary>
    /// <remarks>Candles, bytes, how often memory alone was enough, and how current each interval is, over all live instruments.</remarks>
    internal static async Task<Ok<CacheView>> GetCache(CacheReader reader, CancellationToken cancellationToken) =>
        TypedResults.Ok(await reader.ReadAsync(cancellationToken));

    private static InstrumentId? ParseId(string field, string? text, FieldErrors errors)
    {
        if (InstrumentId.TryParse(text, out var id))
            return id;
        errors.Add(field, $"is '{FieldErrors.Shorten(text)}'; expected {InstrumentId.Expected}");
        return null;
    }
}
