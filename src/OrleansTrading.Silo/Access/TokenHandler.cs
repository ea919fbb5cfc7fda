using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using OrleansTrading.Contracts.Access;

namespace OrleansTrading.Silo.Access;

/// <summary>Programs, by <c>Authorization: Bearer KEY</c>. A key that is no good is not made up for by a cookie.</summary>
internal sealed class TokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, AccessDirectory directory, TimeProvider time)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "token";

    private const string Bearer = "Bearer ";
    private const string ExpiresClaim = "expires";

    public static bool Wants(HttpContext context) => context.Request.Headers.Authorization.ToString().StartsWith(Bearer, StringComparison.OrdinalIgnoreCase);

    /// <summary>When the token expires by which somebody asks, Unix milliseconds; null when they ask by none.</summary>
    public static long? ExpiryOf(ClaimsPrincipal principal) =>
        principal.FindFirst(ExpiresClaim) is { } claim ? long.Parse(claim.Value, NumberStyles.None, CultureInfo.InvariantCulture) : null;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        // A page's connection lives for hours and is asked nothing more: it would outlive the token.
        if (Request.Path.StartsWithSegments("/_blazor"))
            return AuthenticateResult.Fail("Tokens are for programs; pages are for people who sign in.");
        var key = Request.Headers.Authorization.ToString()[Bearer.Length..].Trim();
        if (!TokenSecret.TryGetId(key, out var id) || await directory.FindTokenAsync(id, Context.RequestAborted) is not { } token
            || !TokenSecret.Matches(key, token.Hash) || !token.IsGoodAt(time.GetUtcNow().ToUnixTimeMilliseconds()))
        {
            return AuthenticateResult.Fail("The token is not known, was withdrawn, or has expired.");
        }

        directory.NoteUse(token.Id);
        var person = new Person($"token {token.Name}", token.Scopes, RemoteAddress.Of(Context));
        var identity = person.ToIdentity(Name);
        identity.AddClaim(new Claim(ExpiresClaim, token.ExpiresAt.ToString(CultureInfo.InvariantCulture)));
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name));
    }
}
