using Microsoft.Net.Http.Headers;

namespace OrleansTrading.Silo.Access;

/// <summary>
/// Refuses what a person's browser was led to send without their wish: requests of other sites that would change something or open a page's
/// connection, and, while nobody signs in, whatever does not name this machine.
/// </summary>
internal sealed class RequestGuard(RequestDelegate next, AccessRules rules)
{
    private const string FetchSite = "Sec-Fetch-Site";

    public Task InvokeAsync(HttpContext context) => Defect(context) is { } defect
        ? TypedResults.Problem(defect, statusCode: StatusCodes.Status403Forbidden, title: "The request is refused.").ExecuteAsync(context)
        : next(context);

    private string? Defect(HttpContext context)
    {
        if (rules.IsOpen && !ListenAddresses.IsLoopbackHost(context.Request.Host.Host))
        {
            return $"Nobody signs in here, so the service answers only by the name of this machine, localhost or 127.0.0.1, and not as '{AuditText.Word(context.Request.Host.Host)}'. "
                + "To reach it by another name, set a password or a proxy: docs/access.md says how.";
        }

        if (rules.IsOpen && RemoteAddress.IsPassedOn(context))
            return "Nobody signs in here, and the request has come through a proxy: others than this machine could reach the service. Set a password or a proxy: docs/access.md says how.";
        return ChangesSomething(context) && IsOfAnotherSite(context.Request)
            ? "The request comes from another site. What changes anything is taken from this service's own pages and from programs only."
            : null;
    }

    private static bool ChangesSomething(HttpContext context) =>
        !(HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) || HttpMethods.IsOptions(context.Request.Method))
        || context.WebSockets.IsWebSocketRequest || context.Request.Headers.ContainsKey(HeaderNames.Upgrade) || context.Request.Path.StartsWithSegments("/_blazor");

    /// <remarks>Programs send neither header; browsers send the first on every request to a safe address and the second on every one that changes something.</remarks>
    private static bool IsOfAnotherSite(HttpRequest request)
    {
        if (request.Headers.TryGetValue(FetchSite, out var site) && site is not ["same-origin"] and not ["none"])
            return true;
        return request.Headers.TryGetValue(HeaderNames.Origin, out var origin)
            && !string.Equals(origin.ToString(), $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
