using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Serialization;

namespace Orleans.Runtime;

/// <summary>A silo: its end point and the generation that tells one start of it from the next, written <c>ip:port@generation</c>.</summary>
[JsonConverter(typeof(SiloAddressText))]
public sealed class SiloAddress
    : IEquatable<SiloAddress>, IComparable<SiloAddress>, ISpanFormattable, IParsable<SiloAddress>, IUtf8SpanParsable<SiloAddress>
{
    private static readonly long Epoch = new DateTime(2022, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;
    private static int _lastGeneration;

    private SiloAddress(IPEndPoint endpoint, int generation)
    {
        Endpoint = endpoint;
        Generation = generation;
    }

    public IPEndPoint Endpoint { get; }

    /// <summary>Positive for silos, negative for clients.</summary>
    public int Generation { get; }

    public static SiloAddress Zero { get; } = New(new IPAddress(0), 0, 0);

    public bool IsClient => Generation < 0;

    public static SiloAddress New(IPEndPoint ep, int gen) => new(ep, gen);

    public static SiloAddress New(IPAddress address, int port, int generation) => new(new IPEndPoint(address, port), generation);

    /// <summary>A generation that no earlier silo of this process has, and that grows with time.</summary>
    public static int AllocateNewGeneration()
    {
        var seconds = (int)((TimeProvider.System.GetUtcNow().UtcTicks - Epoch) / TimeSpan.TicksPerSecond);
        while (true)
        {
            var last = Volatile.Read(ref _lastGeneration);
            var next = Math.Max(seconds, last + 1);
            if (Interlocked.CompareExchange(ref _lastGeneration, next, last) == last)
            {
                return next;
            }
        }
    }

    public string ToParsableString() => $"{Endpoint.Address}:{Endpoint.Port}@{Generation}";

    public static SiloAddress FromParsableString(string addr) => Parse(addr);

    public static SiloAddress Parse(string value) => Parse(value, null);

    public static SiloAddress Parse(string value, IFormatProvider? provider = null)
        => TryParse(value, provider, out var result)
            ? result
            : throw new FormatException($"'{value}' is not a silo address; expected 'ip:port@generation'.");

    public static bool TryParse([NotNullWhen(true)] string? value, [NotNullWhen(true)] out SiloAddress? result)
        => TryParse(value, null, out result);

    public static bool TryParse([NotNullWhen(true)] string? value, IFormatProvider? provider, [NotNullWhen(true)] out SiloAddress? result)
    {
        result = null;
        var at = value?.LastIndexOf('@') ?? -1;
        var colon = at < 0 ? -1 : value!.LastIndexOf(':', at);
        if (colon < 0
            || !IPAddress.TryParse(value.AsSpan(0, colon), out var ip)
            || !int.TryParse(value.AsSpan(colon + 1, at - colon - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            || !int.TryParse(value.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var generation))
        {
            return false;
        }

        result = New(ip, port, generation);
        return true;
    }

    public static SiloAddress FromUtf8String(ReadOnlySpan<byte> addr) => Parse(addr);

    public static SiloAddress Parse(ReadOnlySpan<byte> utf8Text) => Parse(utf8Text, null);

    public static SiloAddress Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider = null)
        => Parse(Encoding.UTF8.GetString(utf8Text), provider);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, [NotNullWhen(true)] out SiloAddress? result)
        => TryParse(utf8Text, null, out result);

    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider, [NotNullWhen(true)] out SiloAddress? result)
        => TryParse(Encoding.UTF8.GetString(utf8Text), provider, out result);

    public override string ToString() => (IsClient ? "C" : "S") + $"{Endpoint.Address}:{Endpoint.Port}:{Generation}";

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
        => destination.TryWrite($"{ToString()}", out charsWritten);

    public override bool Equals(object? obj) => Equals(obj as SiloAddress);

    public override int GetHashCode() => HashCode.Combine(Endpoint, Generation);

    /// <summary>A hash that is the same in every process.</summary>
    public int GetConsistentHashCode() => unchecked((int)StableHash.Compute(Encoding.UTF8.GetBytes(ToParsableString())));

    public bool Equals(SiloAddress? other)
        => other is not null && Generation == other.Generation && Endpoint.Equals(other.Endpoint);

    /// <summary>True for a later start of the silo at the same end point.</summary>
    public bool IsSuccessorOf(SiloAddress other)
        => Generation > other.Generation && other.Generation != 0 && Endpoint.Equals(other.Endpoint);

    public bool IsPredecessorOf(SiloAddress other) => Generation != 0 && other.IsSuccessorOf(this);

    public int CompareTo(SiloAddress? other)
        => other is null
            ? 1
            : (Generation, Endpoint.Port, Text: Endpoint.Address.ToString()).CompareTo(
                (other.Generation, other.Endpoint.Port, other.Endpoint.Address.ToString()));
}
