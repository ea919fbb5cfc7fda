using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace OrleansTrading.Silo.Access;

/// <summary>
/// Tells the browsers in which somebody has signed in before from all others: their failures are counted by themselves, so whoever keeps failing
/// under the name of another keeps that other out of nothing.
/// </summary>
internal sealed class KnownDevices(IDataProtectionProvider protection)
{
    public const string Cookie = "orleans-trading-device";

    private const int IdLength = 32;
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(90);

    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector(Cookie).ToTimeLimitedDataProtector();

    /// <summary>What the failures of this browser are counted under; null when nobody of that name has signed in with it.</summary>
    public string? Find(HttpContext context, string name)
    {
        if (context.Request.Cookies[Cookie] is not { Length: > 0 and < 1000 } sealedText)
            return null;
        try
        {
            var text = _protector.Unprotect(sealedText);
            return text.Length > IdLength && text.AsSpan(IdLength).Equals(name, StringComparison.OrdinalIgnoreCase) ? text[..IdLength] : null;
        }
        catch (CryptographicException)
        {
            // Made up, too old, or of a service with other keys: a browser like any other.
            return null;
        }
    }

    /// <summary>Somebody has signed in with this browser.</summary>
    public void Remember(HttpContext context, string name) => context.Response.Cookies.Append(
        Cookie,
        _protector.Protect(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdLength / 2)) + name, Remembered),
        new CookieOptions
        {
            HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, Path = SignInEndpoints.Path, MaxAge = Remembered, IsEssential = true,
        });
}
