using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace OrleansTrading.Silo.Access;

/// <summary>
/// The key of a token: <c>ot_ID_SECRET</c>. Its secret is 256 random bits, which nobody guesses however fast they try; so one round of
/// SHA-256 is enough to keep, where a password, which people choose, needs many.
/// </summary>
internal static class TokenSecret
{
    private const string Prefix = "ot_";
    private const int IdBytes = 6;

    public static (string Id, string Key) Make()
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
        return (id, $"{Prefix}{id}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}");
    }

    public static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    public static bool TryGetId(string key, [NotNullWhen(true)] out string? id)
    {
        var isKey = key.Length is > 20 and < 200 && key.StartsWith(Prefix, StringComparison.Ordinal) && key.IndexOf('_', Prefix.Length) == Prefix.Length + (2 * IdBytes);
        id = isKey ? key.Substring(Prefix.Length, 2 * IdBytes) : null;
        return isKey;
    }

    public static bool Matches(string key, string hash) => SameText(HashOf(key), hash);

    /// <summary>Compared in a time that does not tell where they differ.</summary>
    public static bool SameText(string given, string secret) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(secret));
}
