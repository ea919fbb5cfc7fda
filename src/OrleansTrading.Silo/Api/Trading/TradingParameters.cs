using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Domain.Guards;
using OrleansTrading.Silo.Api.Jobs;

namespace OrleansTrading.Silo.Api.Trading;

/// <summary>What the OpenAPI document says of the parameters and bodies of requests about accounts.</summary>
internal static class TradingParameters
{
    public const int DefaultLimit = 100;
    public const int HighestLeverage = 125;
    private const long ExampleTime = 1_767_225_600_000;

    public static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        ApiParameters.Describe(operation, "id", "Id of an account, as GET /api/v1/accounts lists them.", "paper", Text());
        ApiParameters.Describe(operation, "orderId", "Id of an order.", "otabcdefghijklmnopqrstuvwxyz2345", Text());
        ApiParameters.Describe(operation, "instrument", $"Instrument id: {Domain.Instruments.InstrumentId.Expected}.", "binance:BTCUSDT", Text());
        ApiParameters.Describe(operation, "side", "Which position of a hedged account.", "long", Words(TradingWords.PositionWords));
        ApiParameters.Describe(operation, "open", "Only orders that have not ended.", true, new OpenApiSchema { Type = JsonSchemaType.Boolean, Default = false });
        ApiParameters.Describe(operation, "before", "What comes before: the id of an order, the time of an execution in Unix milliseconds, or the number of an event.", ExampleTime, Text());
        ApiParameters.Describe(operation, "limit", "Most of them wanted.", DefaultLimit, new OpenApiSchema
        {
            Type = JsonSchemaType.Integer,
            Format = "int32",
            Minimum = "1",
            Maximum = IAccountGrain.MaxLimit.ToString(CultureInfo.InvariantCulture),
            Default = DefaultLimit,
        });
        ApiParameters.Describe(
            operation, IdempotencyKey.Header, "Makes a request that is sent again the same order: any text that no other request has.", "7d0c1c5e-entry",
            new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = AccountRequests.LongestKey, Pattern = "^[!-~]+$" });
        return Task.CompletedTask;
    }

    public static Task DescribeOrder(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        operation.RequestBody = Body("The order: one of quantity and notional; numbers may be given as text.", new()
        {
            ["instrument"] = Text("Instrument id.", "binance:BTCUSDT"),
            ["side"] = Words(TradingWords.SideWords),
            ["positionSide"] = Words(TradingWords.PositionWords, "On a hedged account; the one that the side opens, unless it only reduces."),
            ["type"] = Words(TradingWords.TypeWords, "market unless given."),
            ["quantity"] = Number("Base units."),
            ["notional"] = Number("Quote units; becomes a quantity at the limit price or the market, rounded down."),
            ["price"] = Number("Limit price."),
            ["stopPrice"] = Number("Trigger."),
            ["trailingPercent"] = Number("How far the market may come back."),
            ["timeInForce"] = Words(TradingWords.TimeWords, "gtc unless given."),
            ["reduceOnly"] = new OpenApiSchema { Type = JsonSchemaType.Boolean, Description = "Only takes away from a position." },
            ["guards"] = GuardsSchema(),
        }, ["instrument", "side"]);
        return Task.CompletedTask;
    }

    public static Task DescribeGuards(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        operation.RequestBody = Body("What protects the position from now on; an empty object takes the protection away; while the account has a protection of its own, what has no stop gets that one.", GuardMembers(), []);
        return Task.CompletedTask;
    }

    public static Task DescribeClose(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        operation.RequestBody = Body("How much; all of it without a body.", new() { ["share"] = Number("More than 0 and at most 1.") }, [], isRequired: false);
        return Task.CompletedTask;
    }

    public static Task DescribeSwitch(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        operation.RequestBody = Body("Why, for the audit.", new() { ["reason"] = Text("At most 200 characters.", "maintenance") }, [], isRequired: false);
        return Task.CompletedTask;
    }

    public static Task DescribeLeverage(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        operation.RequestBody = Body("Leverage and margin mode.", new()
        {
            ["leverage"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Integer,
                Format = "int32",
                Minimum = "1",
                Maximum = HighestLeverage.ToString(CultureInfo.InvariantCulture),
                Description = "How many times its margin a position may be worth.",
            },
            ["marginMode"] = Words(TradingWords.MarginModeWords, "As it is unless given."),
        }, ["leverage"]);
        return Task.CompletedTask;
    }

    public static Task DescribePositionMode(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        operation.RequestBody = Body("The position mode.", new()
        {
            ["isHedged"] = new OpenApiSchema { Type = JsonSchemaType.Boolean, Description = "Whether long and short positions of an instrument stand side by side." },
        }, ["isHedged"]);
        return Task.CompletedTask;
    }

    public static Task DescribeLimits(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var members = TradingWords.RuleWords.ToDictionary(rule => rule, rule => (IOpenApiSchema)new OpenApiSchema
        {
            Description = "A number, an object with value and action (refuse, reduce, halt), or null to take the limit away.",
        });
        operation.RequestBody = Body("Limits that change; the others stay.", members, []);
        return Task.CompletedTask;
    }

    public static Task DescribeProtection(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        operation.RequestBody = Body("The distance of the account's own stops.", new()
        {
            ["percent"] = Number($"{Text(GuardRules.LeastProtection)} to {Text(GuardRules.MostProtection)} percent of the market's price, or 0: positions without a stop are left without."),
        }, ["percent"]);
        return Task.CompletedTask;
    }

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    private static OpenApiSchema GuardsSchema() =>
        new() { Type = JsonSchemaType.Object, Description = "What is to protect the position that it opens.", Properties = GuardMembers() };

    private static Dictionary<string, IOpenApiSchema> GuardMembers() => new()
    {
        ["stopLoss"] = Number("Trigger of the loss."),
        ["takeProfits"] = new OpenApiSchema
        {
            Type = JsonSchemaType.Array,
            Description = "Targets, nearest first.",
            Items = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Properties = new Dictionary<string, IOpenApiSchema> { ["price"] = Number("Trigger."), ["share"] = Number("More than 0; together at most 1.") },
            },
        },
        ["trailingPercent"] = Number("How far the market may come back from its best price."),
        ["trailingActivation"] = Number("Price from which on the trailing stop is armed."),
        ["breakEvenTrigger"] = Number("Price at which the stop moves to the entry price, fees included."),
        ["expiresAt"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64", Description = "When the position is closed whatever it is worth, Unix milliseconds." },
    };

    private static OpenApiSchema Number(string description) => new() { Type = JsonSchemaType.Number, Description = description };

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };

    private static OpenApiSchema Text(string description, string example) =>
        new() { Type = JsonSchemaType.String, Description = description, Examples = [example] };

    private static OpenApiSchema Words(IEnumerable<string> words, string? description = null) =>
        new() { Type = JsonSchemaType.String, Enum = [.. words.Select(word => (JsonNode)word)], Description = description };

    private static OpenApiRequestBody Body(string description, Dictionary<string, IOpenApiSchema> members, HashSet<string> required, bool isRequired = true) => new()
    {
        Description = description,
        Required = isRequired,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["application/json"] = new()
            {
                Schema = new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalPropertiesAllowed = false, Properties = members, Required = required },
            },
        },
    };
}
