using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;
using OrleansTrading.Contracts.Alerting;
using OrleansTrading.Domain.Access;
using OrleansTrading.Domain.Alerting;
using OrleansTrading.Grains.Alerting;
using OrleansTrading.Silo.Access;
using OrleansTrading.Silo.Api.Jobs;

namespace OrleansTrading.Silo.Api.Alerting;

/// <summary>Where notifications go, and which do not.</summary>
internal static class AlertingEndpoints
{
    private const string Way = "api";

    public static void MapAlerting(this RouteGroupBuilder api)
    {
        var alerts = api.MapGroup("/alerts").WithTags("Alerts").ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        alerts.MapGet("/routes", ListRoutes).WithName("ListAlertRoutes");
        alerts.MapPost("/test", TestRoute).Audited("alert.test", Scope.Operate).WithName("TestAlertRoute")
            .ProducesProblem(StatusCodes.Status404NotFound).AddOpenApiOperationTransformer(AlertingParameters.DescribeTest);
        alerts.MapGet("/silences", ListSilences).WithName("ListSilences");
        alerts.MapPost("/silences", AddSilence).Audited("alert.silence", Scope.Operate).WithName("AddSilence")
            .ProducesProblem(StatusCodes.Status409Conflict).AddOpenApiOperationTransformer(AlertingParameters.DescribeSilence);
        alerts.MapDelete("/silences/{id}", EndSilence).Audited("alert.unsilence", Scope.Operate).WithName("EndSilence")
            .ProducesProblem(StatusCodes.Status404NotFound).AddOpenApiOperationTransformer(AlertingParameters.DescribeSilenceId);
    }

    /// <summary>Alert routes</summary>
    /// <remarks>The ways to people that are set up, what waits for each, and how its last attempts ended. Never an address or a secret.</remarks>
    internal static async Task<Ok<IReadOnlyList<AlertRouteView>>> ListRoutes(IAlertRoutes routes, IGrainFactory grains)
    {
        if (routes.Kinds.Count == 0)
            return TypedResults.Ok<IReadOnlyList<AlertRouteView>>([]);
        var status = await Router(grains).GetRoutesAsync();
        return TypedResults.Ok<IReadOnlyList<AlertRouteView>>(
            [.. status.Where(route => routes.Kinds.ContainsKey(route.Name)).Select(route => AlertRouteView.Of(route, routes.Kinds[route.Name]))]);
    }

    /// <summary>Test an alert route</summary>
    /// <remarks>Sends a test notification at once, past all rules and silences, and answers what the receiver said. It is not tried again.</remarks>
    internal static async Task<Results<Ok<AlertTestView>, ValidationProblem, ProblemHttpResult>> TestRoute(
        string? route, IAlertRoutes routes, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(route))
        {
            var errors = new FieldErrors();
            errors.Add("route", $"is missing; expected one of those that are set up: {NamesOf(routes)}");
            return errors.ToProblem();
        }

        if (!routes.Kinds.ContainsKey(route))
        {
            return TypedResults.Problem(
                $"There is no route '{FieldErrors.Shorten(route)}'; expected one of those that are set up: {NamesOf(routes)}.",
                statusCode: StatusCodes.Status404NotFound, title: "There is no such route.", extensions: [new("field", "route")]);
        }

        var failure = await routes.TestAsync(route, cancellationToken);
        return TypedResults.Ok(new AlertTestView(route, failure is null, failure?.Reason, failure?.RetryAfter?.TotalSeconds));
    }

    /// <summary>Silences</summary>
    /// <remarks>Those that have not ended.</remarks>
    internal static async Task<Ok<IReadOnlyList<SilenceView>>> ListSilences(IGrainFactory grains) =>
        TypedResults.Ok<IReadOnlyList<SilenceView>>([.. (await Router(grains).ListSilencesAsync()).Select(SilenceView.Of)]);

    /// <summary>Add a silence</summary>
    /// <remarks>
    /// Until it ends, events that match are not told, and alerts that match wait: one that is still open then is told. The alerts themselves stay on
    /// the page and in the list.
    /// </remarks>
    internal static async Task<Results<Created<SilenceView>, ValidationProblem, ProblemHttpResult>> AddSilence(
        HttpContext context, IGrainFactory grains, TimeProvider time, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var body = await JsonBody.ReadAsync(context.Request, errors, cancellationToken);
        if (SilenceRequest.Parse(body, time.GetUtcNow().ToUnixTimeMilliseconds(), errors) is not { } request)
            return errors.ToProblem();
        if (await Router(grains).SilenceAsync(request.Matchers, request.Until, Requester.Of(context, Way), request.Comment) is not { } silence)
        {
            return TypedResults.Problem(
                $"There are {AlertRouter.MostSilences} silences; end one that is not needed any more.",
                statusCode: StatusCodes.Status409Conflict, title: "There are too many silences.");
        }

        return TypedResults.Created($"/api/v1/alerts/silences/{silence.Id}", SilenceView.Of(silence));
    }

    /// <summary>End a silence</summary>
    internal static async Task<Results<Ok<SilenceView>, ProblemHttpResult>> EndSilence(string id, HttpContext context, IGrainFactory grains)
    {
        var silence = (await Router(grains).ListSilencesAsync()).FirstOrDefault(silence => silence.Id == id);
        if (silence is not null && await Router(grains).EndSilenceAsync(id))
        {
            AuditedChange.Of(context).Replaces(SilenceView.Of(silence), AlertingJson.Default.SilenceView);
            AuditedChange.Of(context).Becomes("ended");
            return TypedResults.Ok(SilenceView.Of(silence));
        }

        return TypedResults.Problem(
            $"There is no silence '{FieldErrors.Shorten(id)}'; GET /api/v1/alerts/silences lists those that there are.",
            statusCode: StatusCodes.Status404NotFound, title: "There is no such silence.", extensions: [new("field", "id")]);
    }

    private static IAlertRouterGrain Router(IGrainFactory grains) => grains.GetGrain<IAlertRouterGrain>(IAlertRouterGrain.Key);

    private static string NamesOf(IAlertRoutes routes) =>
        routes.Kinds.Count == 0 ? "none is" : string.Join(", ", routes.Kinds.Keys.Order(StringComparer.Ordinal));
}
