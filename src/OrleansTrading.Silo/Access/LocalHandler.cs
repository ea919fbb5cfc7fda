using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using OrleansTrading.Contracts.Access;
using OrleansTrading.Domain.Access;

namespace OrleansTrading.Silo.Access;

/// <summary>
/// Everybody who can reach a service that listens on this machine only, and that knows no users: its admin. Whoever may run programs
/// here could read and change the service's files anyway.
/// </summary>
internal sealed class LocalHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "local";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        // A connection without an address came by a file of this machine.
        if (RemoteAddress.PeerOf(Context) is { } peer && !IPAddress.IsLoopback(RemoteAddress.Plain(peer)))
            return Task.FromResult(AuthenticateResult.NoResult());
        var person = new Person(Name, Roles.ScopesOf(Role.Admin), RemoteAddress.Of(Context));
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(person.ToIdentity(Person.LocalAuthentication)), Scheme.Name)));
    }
}
