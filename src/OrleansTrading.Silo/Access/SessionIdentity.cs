using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using OrleansTrading.Contracts.Access;
using OrleansTrading.Domain.Access;

namespace OrleansTrading.Silo.Access;

/// <summary>What a session's cookie says, sealed: who, since when, and by which settings of theirs.</summary>
internal static class SessionIdentity
{
    /// <summary>The claim by which forms are tied to whoever they were drawn for: to the session, wherever its requests come from.</summary>
    private const string IdClaim = ClaimTypes.NameIdentifier;

    private const string BegunClaim = "begun";
    private const string StampClaim = "stamp";

    public static ClaimsPrincipal Make(string name, UserOptions user, string from, long now)
    {
        var identity = new Person(name, Roles.ScopesOf(user.Role), from).ToIdentity(Person.SessionAuthentication);
        identity.AddClaim(new Claim(IdClaim, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))));
        identity.AddClaim(new Claim(BegunClaim, now.ToString(CultureInfo.InvariantCulture)));
        identity.AddClaim(new Claim(StampClaim, StampOf(user)));
        return new ClaimsPrincipal(identity);
    }

    public static bool Is(ClaimsPrincipal principal) => principal.Identity?.AuthenticationType == Person.SessionAuthentication;

    public static string? IdOf(ClaimsPrincipal principal) => principal.FindFirst(IdClaim)?.Value;

    /// <summary>Unix milliseconds; null in a cookie that is none of ours.</summary>
    public static long? BegunOf(ClaimsPrincipal principal) =>
        long.TryParse(principal.FindFirst(BegunClaim)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var begun) ? begun : null;

    /// <summary>Whether the session was begun by the settings that the user has now.</summary>
    public static bool IsOf(ClaimsPrincipal principal, UserOptions user) => principal.FindFirst(StampClaim)?.Value == StampOf(user);

    /// <summary>The same session, come from another address.</summary>
    public static ClaimsPrincipal From(ClaimsPrincipal principal, string from)
    {
        var identity = ((ClaimsIdentity)principal.Identity!).Clone();
        foreach (var claim in identity.FindAll(Person.FromClaim).ToList())
            identity.RemoveClaim(claim);
        identity.AddClaim(new Claim(Person.FromClaim, from));
        return new ClaimsPrincipal(identity);
    }

    private static string StampOf(UserOptions user) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{user.Role} {user.PasswordHash}")).AsSpan(0, 16));
}
