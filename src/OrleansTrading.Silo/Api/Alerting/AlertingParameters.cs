using System.Globalization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace OrleansTrading.Silo.Api.Alerting;

/// <summary>What the OpenAPI document says of requests to routes and silences.</summary>
internal static class AlertingParameters
{
    public static Task DescribeTest(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        ApiParameters.Describe(operation, "route", "The route, one of those that are set up.", "phone", new OpenApiSchema { Type = JsonSchemaType.String });
        return Task.CompletedTask;
    }

    public static Task DescribeSilenceId(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        ApiParameters.Describe(operation, "id", "The silence's id.", "3f2a9c41d07b", new OpenApiSchema { Type = JsonSchemaType.String });
        return Task.CompletedTask;
    }

    public static Task DescribeSilence(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var schema = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            AdditionalPropertiesAllowed = false,
            Required = new HashSet<string> { "matchers" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["matchers"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Array,
                    MinItems = 1,
                    MaxItems = SilenceRequest.MostMatchers,
                    Items = new OpenApiSchema { Type = JsonSchemaType.String },
                    Description = "All of these must match, 'name=value' each: kind, severity or a label; a value that ends in * stands for all that begin so.",
                },
                ["minutes"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Number,
                    Maximum = SilenceRequest.Longest.TotalMinutes.ToString(CultureInfo.InvariantCulture),
                    Description = "How long it lasts.",
                },
                ["until"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64", Description = "When it ends, in Unix milliseconds; instead of minutes." },
                ["comment"] = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = SilenceRequest.LongestComment, Description = "Why." },
            },
        };
        operation.RequestBody = new OpenApiRequestBody
        {
            Description = "What is not to be told, and for how long.",
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Schema = schema } },
        };
        return Task.CompletedTask;
    }
}
