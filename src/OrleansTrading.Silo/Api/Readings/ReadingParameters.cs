using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using OrleansTrading.Contracts.Scanning;
using OrleansTrading.Contracts.Watchlists;
using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Silo.Api.Readings;

/// <summary>What the OpenAPI document says of the parameters of readings, and how numbers among them are read.</summary>
internal static class ReadingParameters
{
    public static long? ParseNumber(string field, string? text, long least, long most, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        errors.Add(field, $"is '{FieldErrors.Shorten(text)}'; expected a whole number from {least} to {most}");
        return null;
    }

    public static Task DescribeScan(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        ApiParameters.Describe(operation, "minScore", "Only readings whose score is at least so far from zero.", 40, Bounded(JsonSchemaType.Number, 0, 100, 0));
        ApiParameters.Describe(
            operation, "max", "Most results wanted.", ScanRequest.DefaultResults,
            Bounded(JsonSchemaType.Integer, 1, ScanRequest.MostResults, ScanRequest.DefaultResults));
        ApiParameters.Describe(
            operation, "intervals", "Lengths of candles, separated by commas, of those that are kept; all of them when none is named.", "15m,1h",
            new OpenApiSchema { Type = JsonSchemaType.String });
        ApiParameters.Describe(
            operation, "watchlist", "Only instruments of this watchlist; all that are live when none is named.", IWatchlistGrain.Elite, Words(LiveInstruments.Lists));
        ApiParameters.Describe(
            operation, "source", "Where the candles come from: memory, or, for comparison, requests to the venues.", ScanQueryParser.DefaultSource,
            Words(ScanQueryParser.Sources, ScanQueryParser.DefaultSource));
        ApiParameters.Describe(
            operation, "candles", "Whether the newest closed candle is read, or the running one as it is now.", ScanQueryParser.DefaultCandles,
            Words(ScanQueryParser.Candles, ScanQueryParser.DefaultCandles));
        return Task.CompletedTask;
    }

    public static Task DescribeIndicators(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        ApiParameters.Describe(
            operation, "interval", "Length of a candle, of those that are kept; the shortest of them when none is named.", "1h",
            Words(KlineIntervals.All.Select(interval => interval.ToCode())));
        return Task.CompletedTask;
    }

    public static OpenApiSchema Words(IEnumerable<string> words, string? standard = null) =>
        new() { Type = JsonSchemaType.String, Enum = [.. words.Select(word => (JsonNode)word)], Default = standard };

    public static OpenApiSchema Bounded(JsonSchemaType type, long least, long most, long? standard) => new()
    {
        Type = type,
        Minimum = least.ToString(CultureInfo.InvariantCulture),
        Maximum = most.ToString(CultureInfo.InvariantCulture),
        Default = standard,
    };
}
