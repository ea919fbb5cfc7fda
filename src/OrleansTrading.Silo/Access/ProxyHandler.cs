using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using OrleansTrading.Contracts.Access;
using OrleansTrading.Domain.Access;

namespace OrleansTrading.Silo.Access;

/// <summary>People whom a trusted proxy has signed in, by the headers that it sends. Those of anybody else were taken out before.</summary>
internal sealed class ProxyHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, AccessRules rules)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "proxy";

    public static bool Wants(HttpContext context, AccessRules rules) => rules.TrustsUserHeader && context.Request.Headers.ContainsKey(rules.Options.Proxy.UserHeader!);

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        // Two values would mean that somebody has slipped one in before the proxy's own.
        if (Request.Headers[rules.Options.Proxy.UserHeader!] is not [{ Length: > 0 } user])
            return Task.FromResult(AuthenticateResult.Fail("Expected one name in the proxy's header."));
        if (AccessOptionsCheck.IsTaken(user))
            return Task.FromResult(AuthenticateResult.Fail("The name in the proxy's header is that of somebody else in the audit log."));
        var groups = Request.Headers[rules.Options.Proxy.GroupsHeader];
        if (groups.Count > 1)
            return Task.FromResult(AuthenticateResult.Fail("Expected one line of groups in the proxy's header."));
        var scopes = groups.ToString().Split(',', StringSplitOptions.TrimEntries)
            .Select(group => rules.Options.Proxy.Groups.TryGetValue(group, out var role) ? Roles.ScopesOf(role) : Scope.None)
            .Aggregate(Scope.None, (all, one) => all | one);
        var person = new Person(AuditText.Word(user), scopes, RemoteAddress.Of(Context));
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(person.ToIdentity(Name)), Scheme.Name)));
    }
}
