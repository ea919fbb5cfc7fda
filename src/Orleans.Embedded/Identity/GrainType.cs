using System.Diagnostics.CodeAnalysis;
using System.Runtime.Serialization;
using System.Text;

namespace Orleans.Runtime;

/// <summary>The name of a grain class.</summary>
public readonly struct GrainType : IEquatable<GrainType>, IComparable<GrainType>, ISerializable, ISpanFormattable
{
    private readonly IdSpan _value;

    public GrainType(IdSpan id) => _value = id;

    public GrainType(byte[] value) => _value = new IdSpan(value);

    public IdSpan Value => _value;

    public bool IsDefault => _value.IsDefault;

    public ReadOnlySpan<byte> AsSpan() => _value.AsSpan();

    public static GrainType Create(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        return new GrainType(Encoding.UTF8.GetBytes(value));
    }

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is GrainType other && Equals(other);

    public bool Equals(GrainType obj) => _value.Equals(obj._value);

    public override int GetHashCode() => _value.GetHashCode();

    public uint GetUniformHashCode() => _value.GetUniformHashCode();

    public static byte[]? UnsafeGetArray(GrainType id) => IdSpan.UnsafeGetArray(id._value);

    public int CompareTo(GrainType other) => _value.CompareTo(other._value);

    public void GetObjectData(SerializationInfo info, StreamingContext context)
    {
        info.AddValue("v", IdSpan.UnsafeGetArray(_value));
        info.AddValue("h", _value.GetHashCode());
    }

    public override string ToString() => _value.ToString();

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
        => _value.TryFormat(destination, out charsWritten);

    public static bool operator ==(GrainType left, GrainType right) => left.Equals(right);

    public static bool operator !=(GrainType left, GrainType right) => !left.Equals(right);
}
