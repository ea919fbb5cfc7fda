using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace OrleansTrading.Silo.Access;

/// <summary>Passwords as PBKDF2 hashes with HMAC-SHA512, whose salt and number of rounds stand in the hash.</summary>
internal static class Passwords
{
    public const int Shortest = 12;
    public const int Longest = 200;

    private const int Rounds = 210_000;

    private static readonly PasswordHasher<object> Hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Rounds }));
    private static readonly object Nobody = new();

    /// <summary>What the password of somebody who does not exist is compared with, so that the answer takes as long.</summary>
    private static readonly Lazy<string> Unmatched = new(() => Hash(Guid.NewGuid().ToString()));

    public static string Hash(string password) => Hasher.HashPassword(Nobody, password);

    /// <param name="hash">Null for somebody who does not exist.</param>
    /// <param name="password">What was given.</param>
    public static bool Matches(string? hash, string password) =>
        Hasher.VerifyHashedPassword(Nobody, hash ?? Unmatched.Value, password) != PasswordVerificationResult.Failed && hash is not null;

    /// <summary>Whether a text is a hash of a kind that can be compared: format 3 with at least 10,000 rounds.</summary>
    public static bool IsHash(string text)
    {
        Span<byte> bytes = stackalloc byte[400];
        return Convert.TryFromBase64String(text, bytes, out var length) && length >= 13 + 16 + 32 && bytes[0] == 1
            && System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes[5..]) >= 10_000;
    }
}
