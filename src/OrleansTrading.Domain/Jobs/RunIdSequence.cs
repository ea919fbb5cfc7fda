using System.Security.Cryptography;

namespace OrleansTrading.Domain.Jobs;

/// <summary>
/// Makes ids of runs: 26 characters of Crockford's base 32, ten of them the time in milliseconds and sixteen random, so that ids sort
/// by the time of their making. Within one millisecond the random part counts upwards, so that ids of one process sort in the order
/// of their making. When the clock steps back, so do the ids.
/// </summary>
public sealed class RunIdSequence
{
    public const int Length = 26;

    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const long MaxTime = (1L << 48) - 1;
    private readonly Lock _gate = new();
    private long _time = -1;
    private UInt128 _random;

    /// <summary>A new id.</summary>
    /// <param name="unixMilliseconds">The time now, from 0 to the year 10889.</param>
    public string Next(long unixMilliseconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(unixMilliseconds);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(unixMilliseconds, MaxTime);
        UInt128 value;
        lock (_gate)
        {
            // The top bit starts at zero, so that counting upwards cannot overflow.
            _random = unixMilliseconds == _time ? _random + 1 : Random79Bits();
            _time = unixMilliseconds;
            value = ((UInt128)(ulong)unixMilliseconds << 80) | _random;
        }

        return string.Create(Length, value, static (text, rest) =>
        {
            for (var i = text.Length - 1; i >= 0; i--, rest >>= 5)
                text[i] = Alphabet[(int)(rest & 31)];
        });
    }

    private static UInt128 Random79Bits()
    {
        Span<byte> bytes = stackalloc byte[10];
        RandomNumberGenerator.Fill(bytes);
        bytes[0] &= 0x7F;
        UInt128 value = 0;
        foreach (var b in bytes)
            value = (value << 8) | b;
        return value;
    }
}
