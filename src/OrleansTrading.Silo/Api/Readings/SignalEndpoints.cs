using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Orleans;
using OrleansTrading.Contracts.Signals;
using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Silo.Api.Readings;

/// <summary>Signals that were raised, and what came of them.</summary>
internal static class SignalEndpoints
{
    /// <summary>Says where to go on.</summary>
    public const string NextHeader = "Next-After";

    /// <summary>So many pages of the history are looked at for one answer.</summary>
    private const int MostPages = 10;

    public static void MapSignals(this RouteGroupBuilder api)
    {
        api.MapGet("/signals", ListSignals).WithName("ListSignals").WithTags("Readings").AddOpenApiOperationTransformer(DescribeList);
        api.MapGet("/signals/hit-rates", GetHitRates).WithName("GetHitRates").WithTags("Readings").AddOpenApiOperationTransformer(DescribeFilter);
    }

    /// <summary>Signals</summary>
    /// <remarks>
    /// Newest first, with what came of them. There is at most one for each instrument, interval and candle. Outcomes are explained in docs/signals.md. Where
    /// more may follow, the header Next-After is the value of the parameter after for the next request; an answer may be short, or empty, though more follows.
    /// </remarks>
    internal static async Task<Results<Ok<IReadOnlyList<SignalView>>, ValidationProblem>> ListSignals(
        string? instrument, string? interval, string? direction, string? outcome, string? minScore, string? from, string? before, string? after, string? limit,
        HttpResponse response, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var query = SignalQueryParser.Parse(instrument, interval, direction, minScore, from, before, errors) with
        {
            Outcome = SignalQueryParser.ParseOutcome(outcome, errors),
            After = SignalQueryParser.ParseKey(after, errors),
        };
        var count = (int)(ReadingParameters.ParseNumber("limit", limit, 1, SignalHistoryQuery.MostSignals, errors) ?? SignalQueryParser.DefaultSignals);
        if (errors.Any)
            return errors.ToProblem();
        var history = grains.GetGrain<ISignalHistoryGrain>(ISignalHistoryGrain.Key);
        var found = new List<SignalView>();
        for (var pages = 0; pages == 0 || (pages < MostPages && found.Count < count && query.After is not null); pages++)
        {
            var page = await history.ListAsync(query, count - found.Count).WaitAsync(cancellationToken);
            found.AddRange(page.Signals.Select(SignalView.Of));
            query = query with { After = page.Next };
        }

        if (query.After is { } next)
            response.Headers[NextHeader] = next;
        return TypedResults.Ok<IReadOnlyList<SignalView>>(found);
    }

    /// <summary>Hit rates of signals</summary>
    /// <remarks>
    /// How often signals reached their target, by score band, interval and direction, with the interval of 95 % confidence. The newest
    /// 50,000 are counted at most. Signals of neighbouring candles share their future, so the true confidence is less than it says.
    /// </remarks>
    internal static async Task<Results<Ok<HitRatesView>, ValidationProblem>> GetHitRates(
        string? instrument, string? interval, string? direction, string? minScore, string? from, string? before, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var query = SignalQueryParser.Parse(instrument, interval, direction, minScore, from, before, errors);
        if (errors.Any)
            return errors.ToProblem();
        var history = grains.GetGrain<ISignalHistoryGrain>(ISignalHistoryGrain.Key);
        return TypedResults.Ok(HitRatesView.Of(await history.GetHitRatesAsync(query).WaitAsync(cancellationToken)));
    }

    private static Task DescribeList(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        ApiParameters.Describe(operation, "outcome", "Only signals of which this came.", "target", ReadingParameters.Words(SignalQueryParser.Outcomes));
        ApiParameters.Describe(
            operation, "after", "Only signals that come after the one with this key, for paging.", "binance:BTCUSDT|1h|1767225600000",
            new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = SignalQueryParser.LongestKey });
        ApiParameters.Describe(
            operation, "limit", "Most signals wanted.", SignalQueryParser.DefaultSignals,
            ReadingParameters.Bounded(JsonSchemaType.Integer, 1, SignalHistoryQuery.MostSignals, SignalQueryParser.DefaultSignals));
        return DescribeFilter(operation, context, cancellationToken);
    }

    private static Task DescribeFilter(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        ApiParameters.Describe(
            operation, "instrument", "Only signals of this instrument.", "binance:BTCUSDT", new OpenApiSchema { Type = JsonSchemaType.String });
        ApiParameters.Describe(
            operation, "interval", "Only signals of this length of candles.", "1h", ReadingParameters.Words(KlineIntervals.All.Select(interval => interval.ToCode())));
        ApiParameters.Describe(operation, "direction", "Only signals that point this way.", "long", ReadingParameters.Words(SignalQueryParser.Directions));
        ApiParameters.Describe(
            operation, "minScore", "Only signals whose score is at least so far from zero.", 60, ReadingParameters.Bounded(JsonSchemaType.Number, 0, 100, 0));
        ApiParameters.Describe(
            operation, "from", "Only signals made at this time or later, in Unix milliseconds.", 1_767_225_600_000,
            ReadingParameters.Bounded(JsonSchemaType.Integer, 0, KlinesRequest.MaxTime, null));
        ApiParameters.Describe(
            operation, "before", "Only signals made before this time, in Unix milliseconds.", 1_767_225_600_000,
            ReadingParameters.Bounded(JsonSchemaType.Integer, 0, KlinesRequest.MaxTime, null));
        return Task.CompletedTask;
    }
}
