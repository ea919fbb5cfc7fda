using System.Security.Claims;
using OrleansTrading.Domain.Access;

namespace OrleansTrading.Contracts.Access;

/// <summary>Who stands behind a request or a page.</summary>
/// <param name="Name">As it stands in the audit log.</param>
/// <param name="Scopes">What they may do.</param>
/// <param name="From">The address they come from.</param>
public sealed record Person(string Name, Scope Scopes, string From)
{
    /// <summary>Claim with one scope, as <see cref="Scope"/> is written.</summary>
    public const string ScopeClaim = "scope";

    /// <summary>Claim with the address.</summary>
    public const string FromClaim = "from";

    /// <summary>How those are known who need no password, because only this machine can reach the service.</summary>
    public const string LocalAuthentication = "local";

    /// <summary>How those are known who have signed in here, and can sign out.</summary>
    public const string SessionAuthentication = "session";

    public static Person Nobody { get; } = new("nobody", Scope.None, "");

    public bool May(Scope scope) => (Scopes & scope) == scope;

    public static Person Of(ClaimsPrincipal? principal)
    {
        if (principal?.Identity is not { IsAuthenticated: true })
            return Nobody;
        var scopes = Scope.None;
        foreach (var claim in principal.FindAll(ScopeClaim))
            scopes |= Enum.TryParse<Scope>(claim.Value, out var scope) ? scope : Scope.None;
        return new Person(principal.Identity.Name ?? "unnamed", scopes, principal.FindFirst(FromClaim)?.Value ?? "");
    }

    public ClaimsIdentity ToIdentity(string authenticationType)
    {
        var identity = new ClaimsIdentity(authenticationType);
        identity.AddClaim(new Claim(ClaimTypes.Name, Name));
        identity.AddClaim(new Claim(FromClaim, From));
        foreach (var scope in Enum.GetValues<Scope>())
        {
            if (scope != Scope.None && May(scope))
                identity.AddClaim(new Claim(ScopeClaim, scope.ToString()));
        }

        return identity;
    }
}
