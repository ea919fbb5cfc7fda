using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Domain.Jobs;
using OrleansTrading.Silo.Api.Cluster;
using OrleansTrading.Silo.Api.Trading;

namespace OrleansTrading.Silo.Api.Jobs;

/// <summary>What the OpenAPI document says of the parameters and bodies of requests about jobs.</summary>
internal static class JobParameters
{
    private const string ExampleRun = "01JZ3T9M3GQ6C1V0X5N7KQ2W8R";

    public static Task DescribeName(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        ApiParameters.Describe(operation, "name", "Name of a job, as GET /api/v1/jobs lists them.", "fetch-ohlc", Text());
        return Task.CompletedTask;
    }

    public static Task DescribeRunId(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        ApiParameters.Describe(operation, "id", "Id of a run.", ExampleRun, Text());
        return Task.CompletedTask;
    }

    public static Task DescribeRunsQuery(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        ApiParameters.Describe(operation, "job", "Only runs of this job.", "fetch-ohlc", Text());
        ApiParameters.Describe(operation, "state", "Only runs in this state.", nameof(JobRunState.Failed), new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Enum = [.. Enum.GetNames<JobRunState>().Select(name => (JsonNode)name)],
        });
        ApiParameters.Describe(operation, "before", "Only runs older than the run of this id.", ExampleRun, Text());
        ApiParameters.Describe(operation, "limit", "Most runs wanted.", RunsRequest.DefaultLimit, new OpenApiSchema
        {
            Type = JsonSchemaType.Integer,
            Format = "int32",
            Minimum = "1",
            Maximum = JobRunQuery.MaxLimit.ToString(CultureInfo.InvariantCulture),
            Default = RunsRequest.DefaultLimit,
        });
        return Task.CompletedTask;
    }

    public static Task DescribeLogQuery(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        ApiParameters.Describe(operation, "from", "Only lines from this number on.", 0, new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32", Minimum = "0", Default = 0 });
        return Task.CompletedTask;
    }

    public static Task DescribeTrigger(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        ApiParameters.Describe(
            operation, IdempotencyKey.Header, "Makes a request that is sent again the same run: any text that no other request has.",
            "7d0c1c5e-nightly", new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                MinLength = 1,
                MaxLength = IdempotencyKey.MaxLength,
                Pattern = "^[!-~]+$",
            });
        operation.RequestBody = Body(
            "The job's parameters, as its entry in GET /api/v1/jobs lists them; none for the defaults.", required: false,
            new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalPropertiesAllowed = true });
        return Task.CompletedTask;
    }

    public static Task DescribeChange(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        operation.RequestBody = Body("What is to change; at least one member.", required: true, new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            AdditionalPropertiesAllowed = false,
            MinProperties = 1,
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["enabled"] = new OpenApiSchema { Type = JsonSchemaType.Boolean, Description = "Whether the job's slots are run." },
                ["schedule"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.String,
                    Description = "A cron expression with seconds (UTC), 'every 10s', 'between 15s and 5m', or '' for the job's own schedule.",
                    Examples = ["0 5 * * * *"],
                },
            },
        });
        return Task.CompletedTask;
    }

    /// <remarks>The generator leaves members without their description that are null or something that has a form of its own.</remarks>
    public static Task DescribeMembers(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        (string View, string Member, string Description)[] members =
        [
            (nameof(JobView), "current", "The run that is going. Null when none is."),
            (nameof(JobView), "waiting", "The run that waits for the current one. Null when none does."),
            (nameof(JobView), "lastRun", "The last run that was begun and is over. Null before."),
            (nameof(PositionStateView), "guards", "What protects it. Null when nothing does."),
            (nameof(SiloView), "process", "Its process. Null when it has not told of it."),
            (nameof(RunStepView), "state", "Its state. Null while it has not begun."),
        ];
        foreach (var (view, member, description) in members)
        {
            if (document.Components?.Schemas is { } schemas && schemas.TryGetValue(view, out var schema) && schema.Properties is { } properties)
                properties[member].Description = description;
        }

        // The generator says what a member that may be null is beside its type, where readers do not look.
        foreach (var member in (document.Components?.Schemas ?? new Dictionary<string, IOpenApiSchema>()).Values.SelectMany(schema => schema.Properties?.Values ?? []))
        {
            if (string.IsNullOrEmpty(member.Description) && member.OneOf?.FirstOrDefault(type => !string.IsNullOrEmpty(type.Description)) is { } described)
                member.Description = described.Description;
        }

        return Task.CompletedTask;
    }

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };

    private static OpenApiRequestBody Body(string description, bool required, OpenApiSchema schema) => new()
    {
        Description = description,
        Required = required,
        Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Schema = schema } },
    };
}
