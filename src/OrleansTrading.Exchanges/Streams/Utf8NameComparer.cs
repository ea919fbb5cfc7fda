using System.Numerics;
using System.Runtime.InteropServices;

namespace OrleansTrading.Exchanges.Streams;

/// <summary>Names as UTF-8 bytes, found by a slice of a frame without making a string.</summary>
public sealed class Utf8NameComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
{
    public static Utf8NameComparer Instance { get; } = new();

    public bool Equals(byte[]? left, byte[]? right) => left.AsSpan().SequenceEqual(right);

    public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

    public int GetHashCode(byte[] name) => GetHashCode((ReadOnlySpan<byte>)name);

    public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

    /// <remarks>
    /// Multiplying by an odd constant keeps every bit; the high half mixes them down. Names come from our own
    /// requests, so nobody can choose them to collide.
    /// </remarks>
    public int GetHashCode(ReadOnlySpan<byte> name)
    {
        var hash = (ulong)name.Length;
        while (name.Length >= sizeof(ulong))
        {
            hash = Mix(hash, MemoryMarshal.Read<ulong>(name));
            name = name[sizeof(ulong)..];
        }

        ulong rest = 0;
        foreach (var character in name)
            rest = (rest << 8) | character;
        hash = Mix(hash, rest);
        return (int)(hash >> 32);
    }

    private static ulong Mix(ulong hash, ulong word) => (BitOperations.RotateLeft(hash, 23) ^ word) * 0x9E3779B97F4A7C15;
}
