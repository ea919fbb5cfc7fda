using Microsoft.AspNetCore.HttpOverrides;

namespace OrleansTrading.Silo.Access;

/// <summary>Takes from a trusted proxy where a request comes from, and from nobody else anything about who it is.</summary>
internal static class ProxyHeaders
{
    public static void UseProxyHeaders(this IApplicationBuilder app, AccessRules rules)
    {
        var proxy = rules.Options.Proxy;
        app.Use((context, next) =>
        {
            RemoteAddress.Keep(context);
            if (!IsTrusted(context, rules))
            {
                foreach (var header in new[] { proxy.UserHeader, proxy.GroupsHeader, proxy.SecretHeader, "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host" })
                    context.Request.Headers.Remove(header ?? "");
            }
            else if (proxy.SecretHeader is { } secret)
            {
                context.Request.Headers.Remove(secret);
            }

            return next(context);
        });
        if (!rules.Proxies.Any)
            return;
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in rules.Proxies.All)
            options.KnownIPNetworks.Add(network);
        app.UseForwardedHeaders(options);
    }

    private static bool IsTrusted(HttpContext context, AccessRules rules) => rules.Proxies.Contain(RemoteAddress.PeerOf(context))
        && (rules.Options.Proxy is not { SecretHeader: { } header, Secret: { } secret } || TokenSecret.SameText(context.Request.Headers[header].ToString(), secret));
}
