using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Silo.Api;

/// <summary>
/// What the OpenAPI document says of parameters that the API reads itself. They arrive as text, so that a defect can
/// be answered with the parameter's name and what was expected.
/// </summary>
internal static class ApiParameters
{
    private const long ExampleTime = 1_767_225_600_000;

    public static Task DescribeId(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        Describe(operation, "id", $"Instrument id: {Domain.Instruments.InstrumentId.Expected}. The colon may be percent-encoded.", "binance:BTCUSDT", new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Pattern = "^[a-z0-9-]{1,32}:[^:/]{1,64}$",
        });
        return Task.CompletedTask;
    }

    public static Task DescribeKlinesQuery(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        Describe(operation, "interval", "Length of a candle.", "1h", new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Enum = [.. KlineIntervals.All.Select(interval => (JsonNode)interval.ToCode())],
            Default = KlinesRequest.DefaultInterval,
        });
        Describe(operation, "limit", "Most candles wanted.", KlinesRequest.DefaultLimit, new OpenApiSchema
        {
            Type = JsonSchemaType.Integer,
            Format = "int32",
            Minimum = "1",
            Maximum = Text(KlineQuery.MaxLimit),
            Default = KlinesRequest.DefaultLimit,
        });
        Describe(operation, "startTime", "First open time wanted, inclusive, in Unix milliseconds; at most endTime.", ExampleTime, Time());
        Describe(operation, "endTime", "Last open time wanted, inclusive, in Unix milliseconds.", ExampleTime, Time());
        return Task.CompletedTask;
    }

    private static OpenApiSchema Time() =>
        new() { Type = JsonSchemaType.Integer, Format = "int64", Minimum = "0", Maximum = Text(KlinesRequest.MaxTime) };

    public static void Describe(OpenApiOperation operation, string name, string description, JsonNode example, OpenApiSchema schema)
    {
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>().Where(candidate => candidate.Name == name))
            (parameter.Description, parameter.Schema, parameter.Example) = (description, schema, example);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
