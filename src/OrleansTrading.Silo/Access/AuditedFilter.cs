using System.Runtime.ExceptionServices;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using OrleansTrading.Contracts.Access;
using OrleansTrading.Domain.Access;

namespace OrleansTrading.Silo.Access;

/// <summary>Brings every request that changes something through <see cref="IAuditedActions"/>.</summary>
internal static class AuditedFilter
{
    /// <summary>Says what an endpoint does, which scope it takes, and that it is written down.</summary>
    public static RouteHandlerBuilder Audited(this RouteHandlerBuilder endpoint, string action, Scope needs, bool lowersRisk = false) => endpoint
        .Needs(needs)
        .WithMetadata(new AuditedEndpoint(action, needs, lowersRisk))
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
        .AddEndpointFilter(InvokeAsync);

    private static async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var audited = http.GetEndpoint()!.Metadata.GetRequiredMetadata<AuditedEndpoint>();
        object? answer = null;
        ExceptionDispatchInfo? failure = null;
        var outcome = await http.RequestServices.GetRequiredService<IAuditedActions>().RunAsync(
            Person.Of(http.User), AuditedEndpoint.Way, audited.ActionOf(http), async _ =>
            {
                try
                {
                    answer = await next(context);
                }
                catch (BadHttpRequestException exception)
                {
                    // Not even understood, so not done.
                    failure = ExceptionDispatchInfo.Capture(exception);
                    return ActionOutcome.Refused(exception.Message);
                }
                catch (Exception exception)
                {
                    failure = ExceptionDispatchInfo.Capture(exception);
                    throw;
                }

                return OutcomeOf(answer, http);
            });
        // Answered by what answers every failure of the API.
        failure?.Throw();
        return answer ?? TypedResults.Problem(outcome.Message, statusCode: StatusCodes.Status503ServiceUnavailable, title: "It was not done.");
    }

    private static ActionOutcome OutcomeOf(object? answer, HttpContext http)
    {
        while (answer is INestedHttpResult nested)
            answer = nested.Result;
        var value = (answer as IValueHttpResult)?.Value;
        var change = AuditedChange.Of(http);
        if (change.IsInPart)
            return ActionOutcome.Failed((value as ProblemDetails)?.Detail ?? "A part of it may not have been done.") with { Before = change.Before, After = change.After };
        if (((answer as IStatusCodeHttpResult)?.StatusCode ?? StatusCodes.Status200OK) >= StatusCodes.Status400BadRequest)
            return ActionOutcome.Refused((value as ProblemDetails)?.Detail ?? ErrorsOf(value) ?? (value as ProblemDetails)?.Title ?? "It was refused.");
        return ActionOutcome.Done(after: change.After ?? Text(value, http)) with { Before = change.Before };
    }

    private static string? ErrorsOf(object? value) => value is HttpValidationProblemDetails { Errors.Count: > 0 } problem
        ? string.Join(" ", problem.Errors.Select(error => $"{error.Key} {string.Join(", ", error.Value)}"))
        : null;

    private static string? Text(object? value, HttpContext http)
    {
        if (value is null)
            return null;
        var json = http.RequestServices.GetRequiredService<IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions>>().Value.SerializerOptions;
        return JsonSerializer.Serialize(value, json.GetTypeInfo(value.GetType()));
    }
}
