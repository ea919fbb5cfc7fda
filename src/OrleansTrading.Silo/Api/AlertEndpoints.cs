using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Orleans;
using OrleansTrading.Contracts.Access;
using OrleansTrading.Contracts.Alerts;
using OrleansTrading.Silo.Access;

namespace OrleansTrading.Silo.Api;

/// <summary>Alerts.</summary>
internal static class AlertEndpoints
{
    private const int DefaultLimit = 100;

    public static void MapAlerts(this RouteGroupBuilder api)
    {
        var alerts = api.MapGroup("/alerts").WithTags("Alerts").ProducesProblem(StatusCodes.Status503ServiceUnavailable).AddOpenApiOperationTransformer(Describe);
        alerts.MapGet("", ListAlerts).WithName("ListAlerts");
        alerts.MapPost("/{id}/acknowledge", AcknowledgeAlert).Audited("alert.acknowledge", Domain.Access.Scope.Operate).WithName("AcknowledgeAlert")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    /// <summary>Alerts</summary>
    /// <remarks>Newest first: those that are open, and unless <c>open=true</c> the last ones that were cleared.</remarks>
    internal static async Task<Results<Ok<IReadOnlyList<AlertView>>, ValidationProblem>> ListAlerts(string? open, string? limit, IGrainFactory grains)
    {
        var errors = new FieldErrors();
        var (openOnly, most) = (false, DefaultLimit);
        if (!string.IsNullOrEmpty(open) && !bool.TryParse(open, out openOnly))
            errors.Add("open", $"is '{FieldErrors.Shorten(open)}'; expected true or false");
        if (!string.IsNullOrEmpty(limit)
            && (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out most) || most is < 1 or > IAlertsGrain.MaxLimit))
        {
            errors.Add("limit", $"is '{FieldErrors.Shorten(limit)}'; expected a whole number from 1 to {IAlertsGrain.MaxLimit}");
        }

        if (errors.Any)
            return errors.ToProblem();
        var alerts = await grains.GetGrain<IAlertsGrain>(IAlertsGrain.Key).ListAsync(openOnly, most);
        return TypedResults.Ok<IReadOnlyList<AlertView>>([.. alerts.Select(AlertView.Of)]);
    }

    /// <summary>Acknowledge an alert</summary>
    /// <remarks>
    /// Says that whoever asks has seen the open alert and is on it. Until it is over it is not told again for staying open; when it comes again, it is a
    /// new one. Acknowledged by another before, it is theirs no more.
    /// </remarks>
    internal static async Task<Results<Ok<AlertView>, ProblemHttpResult>> AcknowledgeAlert(string id, HttpContext context, IGrainFactory grains) =>
        await grains.GetGrain<IAlertsGrain>(IAlertsGrain.Key).AcknowledgeAsync(id, Person.Of(context.User).Name) is { } alert
            ? TypedResults.Ok(AlertView.Of(alert))
            : TypedResults.Problem(
                $"No alert '{FieldErrors.Shorten(id)}' is open; GET /api/v1/alerts?open=true lists those that are.",
                statusCode: StatusCodes.Status404NotFound, title: "There is no such open alert.", extensions: [new("field", "id")]);

    private static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        Describe(operation, "id", "The alert's id.", "3f2a9c41d07b", new OpenApiSchema { Type = JsonSchemaType.String });
        Describe(operation, "open", "Only alerts that are open.", true, new OpenApiSchema { Type = JsonSchemaType.Boolean, Default = false });
        Describe(operation, "limit", "Most alerts wanted.", DefaultLimit, new OpenApiSchema
        {
            Type = JsonSchemaType.Integer,
            Format = "int32",
            Minimum = "1",
            Maximum = IAlertsGrain.MaxLimit.ToString(CultureInfo.InvariantCulture),
            Default = DefaultLimit,
        });
        return Task.CompletedTask;
    }

    private static void Describe(OpenApiOperation operation, string name, string description, JsonNode example, OpenApiSchema schema)
    {
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>().Where(candidate => candidate.Name == name))
            (parameter.Description, parameter.Schema, parameter.Example) = (description, schema, example);
    }
}
