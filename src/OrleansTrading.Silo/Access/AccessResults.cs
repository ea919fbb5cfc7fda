using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using OrleansTrading.Contracts.Access;
using OrleansTrading.Domain.Access;

namespace OrleansTrading.Silo.Access;

/// <summary>Answers those who may not: programs with a problem, people with the page of sign-in. A change that was refused is written down.</summary>
internal sealed class AccessResults(IAuditedActions actions, AccessRules rules) : IAuthorizationMiddlewareResultHandler
{
    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
        {
            await next(context);
            return;
        }

        var person = Person.Of(context.User);
        if (person != Person.Nobody && context.GetEndpoint()?.Metadata.GetMetadata<AuditedEndpoint>() is { } audited)
            await actions.RunAsync(person, AuditedEndpoint.Way, audited.ActionOf(context), _ => throw new InvalidOperationException("expected what is not allowed to be refused"));
        if (person == Person.Nobody && IsForPeople(context.Request) && rules.Options.Users.Count > 0)
        {
            await context.ChallengeAsync(SessionCookie.Name);
            return;
        }

        await ProblemOf(context, person).ExecuteAsync(context);
    }

    private static Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult ProblemOf(HttpContext context, Person person)
    {
        if (person == Person.Nobody)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return TypedResults.Problem(
                TokenHandler.Wants(context) ? "The token is not known, was withdrawn, or has expired." : "Sign in, or send a token: Authorization: Bearer KEY.",
                statusCode: StatusCodes.Status401Unauthorized, title: "Who asks is not known.");
        }

        return Lacks(person, context.GetEndpoint()?.Metadata.GetMetadata<NeededScope>()?.Scope ?? Scope.Read);
    }

    /// <summary>The answer to somebody who is known but lacks a scope.</summary>
    public static Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult Lacks(Person person, Scope scope) => TypedResults.Problem(
        $"{person.Name} may not do this: it takes the scope {scope}.", statusCode: StatusCodes.Status403Forbidden, title: "This is not allowed.",
        extensions: [new("scope", scope.ToString())]);

    private static bool IsForPeople(HttpRequest request) =>
        !request.Path.StartsWithSegments("/api") && !request.Path.StartsWithSegments("/_blazor") && !TokenHandler.Wants(request.HttpContext)
        && HttpMethods.IsGet(request.Method) && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
