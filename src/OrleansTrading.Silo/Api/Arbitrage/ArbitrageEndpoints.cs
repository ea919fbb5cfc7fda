using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using Orleans;
using OrleansTrading.Contracts.Arbitrage;
using OrleansTrading.Grains.Arbitrage;
using OrleansTrading.Silo.Api.Readings;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Silo.Api.Arbitrage;

/// <summary>Venues compared.</summary>
internal static class ArbitrageEndpoints
{
    private const int DefaultLimit = 100;
    private const int MostOpportunities = 1000;
    private const double MostBps = 10_000;

    public static void MapArbitrage(this RouteGroupBuilder api)
    {
        api.MapGet("/arbitrage", GetArbitrage).WithName("GetArbitrage").WithTags("Arbitrage")
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable).AddOpenApiOperationTransformer(DescribeNow);
        api.MapGet("/arbitrage/history", ListHistory).WithName("ListArbitrageHistory").WithTags("Arbitrage").AddOpenApiOperationTransformer(DescribeHistory);
    }

    /// <summary>Arbitrage now</summary>
    /// <remarks>
    /// The books of the same asset at several venues, walked level by level for the configured value, after both taker fees: what is open above the
    /// threshold, every pair, and what could not be compared.
    /// </remarks>
    internal static async Task<Results<Ok<ArbitrageView>, ValidationProblem>> GetArbitrage(
        string? minNetBps, string? asset, IOptions<ArbitrageOptions> options, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var least = ParseBps(minNetBps, errors);
        var assets = ParseAssets(asset, options.Value, errors);
        if (errors.Any)
            return errors.ToProblem();
        var views = await Task.WhenAll(assets.Select(name => grains.GetGrain<IArbitrageGrain>(name).GetAsync())).WaitAsync(cancellationToken);
        return TypedResults.Ok(new ArbitrageView(
            views.Max(view => view.LookedAt),
            [.. views.SelectMany(view => view.Open).Where(open => open.Spread.NetBps >= least).OrderByDescending(open => open.Spread.NetBps).Select(OpportunityView.Of)],
            [.. views.SelectMany(view => view.Spreads.Select(spread => SpreadView.Of(view.BaseAsset, spread))).Where(spread => spread.NetBps >= least).OrderByDescending(spread => spread.NetBps)],
            [.. views.SelectMany(view => view.LeftOut.Select(left => new LeftOutView(view.BaseAsset, left.Instrument, left.Reason)))],
            [.. views.SelectMany(view => view.Trades).OrderBy(trade => trade.DoneAt is not null).ThenByDescending(trade => trade.StartedAt).Select(ArbitrageTradeView.Of)]));
    }

    /// <summary>Opportunities of the past</summary>
    /// <remarks>Newest first, those that are open too.</remarks>
    internal static async Task<Results<Ok<IReadOnlyList<OpportunityView>>, ValidationProblem>> ListHistory(
        string? asset, string? before, string? limit, IArbitrageStore store, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var time = ReadingParameters.ParseNumber("before", before, 0, KlinesRequest.MaxTime, errors);
        var count = ReadingParameters.ParseNumber("limit", limit, 1, MostOpportunities, errors) ?? DefaultLimit;
        if (errors.Any)
            return errors.ToProblem();
        var opportunities = await store.ListAsync(string.IsNullOrEmpty(asset) ? null : asset, time, (int)count, cancellationToken);
        return TypedResults.Ok<IReadOnlyList<OpportunityView>>([.. opportunities.Select(OpportunityView.Of)]);
    }

    private static double ParseBps(string? text, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(text))
            return double.NegativeInfinity;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var bps) && bps is >= -MostBps and <= MostBps)
            return bps;
        errors.Add("minNetBps", $"is '{FieldErrors.Shorten(text)}'; expected a number from {-MostBps} to {MostBps}");
        return 0;
    }

    private static IReadOnlyList<string> ParseAssets(string? text, ArbitrageOptions options, FieldErrors errors)
    {
        var assets = options.ParseAssets();
        if (string.IsNullOrEmpty(text) || assets.Contains(text))
            return string.IsNullOrEmpty(text) ? assets : [text];
        errors.Add("asset", $"is '{FieldErrors.Shorten(text)}'; expected one of those that are compared: {string.Join(", ", assets)}");
        return [];
    }

    private static Task DescribeNow(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        ApiParameters.Describe(operation, "minNetBps", "Only spreads of at least so much after fees, in 1/10,000.", 5, new OpenApiSchema { Type = JsonSchemaType.Number });
        ApiParameters.Describe(operation, "asset", "Only this base asset, of those that are compared.", "BTC", new OpenApiSchema { Type = JsonSchemaType.String });
        return Task.CompletedTask;
    }

    private static Task DescribeHistory(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        ApiParameters.Describe(operation, "asset", "Only this base asset.", "BTC", new OpenApiSchema { Type = JsonSchemaType.String });
        ApiParameters.Describe(
            operation, "before", "Only what was opened before this time, in Unix milliseconds, for paging.", 1_767_225_600_000,
            new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "0", Maximum = KlinesRequest.MaxTime.ToString(CultureInfo.InvariantCulture) });
        ApiParameters.Describe(
            operation, "limit", "Most opportunities wanted.", DefaultLimit,
            new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = MostOpportunities.ToString(CultureInfo.InvariantCulture), Default = DefaultLimit });
        return Task.CompletedTask;
    }
}
