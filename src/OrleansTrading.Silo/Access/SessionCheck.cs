using System.Security.Claims;

namespace OrleansTrading.Silo.Access;

/// <summary>Whether a session still holds: not too old, not left, and of a user who is as they were.</summary>
internal sealed class SessionCheck(AccessRules rules, AccessDirectory directory, TimeProvider time)
{
    public async Task<bool> HoldsAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        if (SessionIdentity.IdOf(principal) is not { } id || SessionIdentity.BegunOf(principal) is not { } begun || principal.Identity?.Name is not { } name)
            return false;
        if (EndOf(begun) <= time.GetUtcNow().ToUnixTimeMilliseconds())
            return false;
        if (!rules.Options.Users.TryGetValue(name, out var user) || !SessionIdentity.IsOf(principal, user))
            return false;
        return !await directory.HasEndedAsync(id, cancellationToken);
    }

    /// <summary>When a session ends by itself, Unix milliseconds.</summary>
    public long EndOf(long begun) => begun + (long)rules.Options.SessionLength.TotalMilliseconds;
}
