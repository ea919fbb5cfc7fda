using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace OrleansTrading.Silo.Access;

/// <summary>The cookie of a session.</summary>
internal sealed class SessionCookie(AccessRules rules) : IConfigureNamedOptions<CookieAuthenticationOptions>
{
    public const string Name = "session";

    public void Configure(CookieAuthenticationOptions options) => Configure(Options.DefaultName, options);

    public void Configure(string? name, CookieAuthenticationOptions options)
    {
        if (name != Name)
            return;
        options.Cookie.Name = "orleans-trading-session";
        options.Cookie.HttpOnly = true;
        // Lax and not Strict, so that a link in a message opens the page that it names. What changes anything takes a request of this site besides.
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.Cookie.IsEssential = true;
        options.ExpireTimeSpan = rules.Options.SessionIdle;
        options.SlidingExpiration = true;
        options.LoginPath = SignInEndpoints.Path;
        options.ReturnUrlParameter = "return";
        options.Events.OnValidatePrincipal = ValidateAsync;
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var check = context.HttpContext.RequestServices.GetRequiredService<SessionCheck>();
        if (context.Principal is not { } principal || !await check.HoldsAsync(principal, context.HttpContext.RequestAborted))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(Name);
        }
        else
        {
            context.ReplacePrincipal(SessionIdentity.From(principal, RemoteAddress.Of(context.HttpContext)));
        }
    }
}
