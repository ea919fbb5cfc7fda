namespace OrleansTrading.Silo.Access;

/// <summary>What browsers are told about every answer.</summary>
internal static class SecurityHeaders
{
    /// <remarks>Styles may stand in a page, because a chart's marks are placed by them; scripts may not.</remarks>
    public const string Policy = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; "
        + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /// <remarks>Set when the answer begins: the answer to a failure is cleared of what was set before.</remarks>
    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            Set(context);
            return Task.CompletedTask;
        });
        return next(context);
    });

    private static void Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()";
        if (context.Request.IsHttps && !ListenAddresses.IsLoopbackHost(context.Request.Host.Host))
            headers.StrictTransportSecurity = "max-age=31536000";
        // What was drawn or read for one person is kept nowhere; files say for themselves how long they are good.
        if (headers.CacheControl.Count == 0 && headers.ETag.Count == 0)
            headers.CacheControl = "no-store";
    }
}
