using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Options;
using OrleansTrading.Contracts.Access;
using OrleansTrading.Dashboard.Access;

namespace OrleansTrading.Silo.Access;

/// <summary>Who may do what, and who did what.</summary>
internal static class AccessExtensions
{
    private const string Any = "any";

    /// <summary>To be called after the pages were added: who sits before one is asked of this.</summary>
    public static void AddAccess(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<AccessOptions>().Bind(builder.Configuration.GetSection(AccessOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<AccessOptions>, AccessOptionsCheck>();
        services.AddSingleton<AccessRules>().AddSingleton<AccessDirectory>().AddSingleton<SessionCheck>().AddSingleton<SignInLimiter>().AddSingleton<KnownDevices>().AddSingleton<SignIns>();
        services.AddSingleton<IAuditLog, AuditLog>().AddSingleton<RefusalLimit>().AddSingleton<IAuditedActions, AuditedActions>();
        services.AddSingleton<IApiTokens, ApiTokens>().AddSingleton<ISettingsReader, SettingsReader>();
        services.AddHostedService<TokenUseNotes>();
        services.AddSingleton<IConfigureOptions<CookieAuthenticationOptions>, SessionCookie>();
        services.AddAuthentication(Any)
            .AddPolicyScheme(Any, null, scheme => scheme.ForwardDefaultSelector = SchemeOf)
            .AddScheme<AuthenticationSchemeOptions, LocalHandler>(LocalHandler.Name, null)
            .AddScheme<AuthenticationSchemeOptions, TokenHandler>(TokenHandler.Name, null)
            .AddScheme<AuthenticationSchemeOptions, ProxyHandler>(ProxyHandler.Name, null)
            .AddCookie(SessionCookie.Name);
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = "orleans-trading-form";
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
        services.AddAuthorization(ScopePolicy.Add);
        services.AddSingleton<IAuthorizationHandler, MetricsPolicy>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, AccessResults>();
        services.AddScoped<AuthenticationStateProvider, CircuitSession>();
    }

    /// <summary>Comes before everything that answers by who asks.</summary>
    public static void UseAccess(this WebApplication app)
    {
        app.UseProxyHeaders(app.Services.GetRequiredService<AccessRules>());
        app.UseSecurityHeaders();
        app.UseMiddleware<RequestGuard>();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapSignIn();
    }

    private static string SchemeOf(HttpContext context)
    {
        var rules = context.RequestServices.GetRequiredService<AccessRules>();
        return TokenHandler.Wants(context) ? TokenHandler.Name
            : rules.IsOpen ? LocalHandler.Name
            : ProxyHandler.Wants(context, rules) ? ProxyHandler.Name
            : SessionCookie.Name;
    }
}
