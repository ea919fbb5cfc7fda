using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace OrleansTrading.Domain.Orders;

/// <summary>
/// Ids of orders: a function of the account and of what asked for the order, so the same intent has the same id in every process, version
/// and activation. 32 characters of a-z and 2-7: "ot", by which an order is known at a venue as ours, and 150 bits of a SHA-256.
/// </summary>
public static class OrderIds
{
    public const int Length = 32;
    public const string Prefix = "ot";
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>The id of the order that an intent makes in an account.</summary>
    public static string Of(string account, string intentKey)
    {
        ArgumentException.ThrowIfNullOrEmpty(account);
        ArgumentException.ThrowIfNullOrEmpty(intentKey);
        return Prefix + Hash(account, intentKey, Length - Prefix.Length);
    }

    /// <summary>A short stand-in for a text, to tell equal from different: 16 of the id's characters.</summary>
    public static string Fingerprint(string text) => Hash("", text, 16);

    /// <summary>Whether an order at a venue bears an id of ours.</summary>
    public static bool IsOurs(string? orderId) =>
        orderId is { Length: Length } && orderId.StartsWith(Prefix, StringComparison.Ordinal) && orderId.All(Alphabet.Contains);

    /// <remarks>The first text's length goes first, so that no two pairs are the same bytes.</remarks>
    private static string Hash(string first, string second, int characters)
    {
        var size = 4 + Encoding.UTF8.GetByteCount(first) + Encoding.UTF8.GetByteCount(second);
        var bytes = size <= 512 ? stackalloc byte[size] : new byte[size];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, Encoding.UTF8.GetByteCount(first));
        var written = 4 + Encoding.UTF8.GetBytes(first, bytes[4..]);
        Encoding.UTF8.GetBytes(second, bytes[written..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        Span<char> text = stackalloc char[characters];
        var (bits, count, next) = (0, 0, 0);
        foreach (ref var character in text)
        {
            if (count < 5)
                (bits, count) = ((bits << 8) | hash[next++], count + 8);
            count -= 5;
            character = Alphabet[(bits >> count) & 31];
        }

        return new string(text);
    }
}
