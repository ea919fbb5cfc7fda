using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using OrleansTrading.Contracts.Access;

namespace OrleansTrading.Silo.Access;

/// <summary>
/// Asks for an open page whether whoever sits before it is still signed in: a page has one connection for hours, and a cookie is looked at
/// only when that is made. Whoever came through a proxy is asked of it again when the session would have reached its greatest length.
/// </summary>
internal sealed class CircuitSession(ILoggerFactory logger, AccessRules rules, SessionCheck check, TimeProvider time) : RevalidatingServerAuthenticationStateProvider(logger)
{
    private readonly long _begun = time.GetTimestamp();

    protected override TimeSpan RevalidationInterval => rules.Options.SessionCheck;

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        var user = authenticationState.User;
        if (user.Identity is not { IsAuthenticated: true } || user.Identity.AuthenticationType == Person.LocalAuthentication)
            return true;
        if (!SessionIdentity.Is(user))
            return time.GetElapsedTime(_begun) < rules.Options.SessionLength;
        return await check.HoldsAsync(user, cancellationToken);
    }
}
