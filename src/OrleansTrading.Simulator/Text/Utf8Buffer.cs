using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text;

namespace OrleansTrading.Simulator.Text;

/// <summary>
/// A growable buffer that JSON is written into as UTF-8 bytes. It is cleared and used again, so that
/// steady-state writing allocates nothing.
/// </summary>
internal sealed class Utf8Buffer(int capacity = 1024)
{
    private byte[] _data = new byte[capacity];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _data.AsSpan(0, Length);

    public ReadOnlyMemory<byte> WrittenMemory => _data.AsMemory(0, Length);

    public void Clear() => Length = 0;

    public void Truncate(int length) => Length = length;

    public void Raw(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_data.AsSpan(Length));
        Length += bytes.Length;
    }

    public void Byte(byte value)
    {
        Reserve(1);
        _data[Length++] = value;
    }

    public void Text(string value)
    {
        Reserve(Encoding.UTF8.GetMaxByteCount(value.Length));
        Length += Encoding.UTF8.GetBytes(value, _data.AsSpan(Length));
    }

    /// <summary>Text inside quotes, with the escapes that JSON demands.</summary>
    public void Quoted(string value)
    {
        Byte((byte)'"');
        Text(System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value));
        Byte((byte)'"');
    }

    public void Number(long value)
    {
        Reserve(20);
        Utf8Formatter.TryFormat(value, _data.AsSpan(Length), out var written);
        Length += written;
    }

    public void Bool(bool value) => Raw(value ? "true"u8 : "false"u8);

    /// <summary>A decimal string in quotes: <paramref name="units"/> of 10^-<paramref name="decimals"/>.</summary>
    public void Fixed(long units, int decimals)
    {
        Reserve(48);
        var start = Length;
        _data[Length++] = (byte)'"';
        Length += FormatFixed(_data.AsSpan(Length), units, decimals);
        _data[Length++] = (byte)'"';
        System.Diagnostics.Debug.Assert(Length - start <= 48);
    }

    /// <summary>A decimal number without quotes: <paramref name="units"/> of 10^-<paramref name="decimals"/>, all decimals written.</summary>
    public void Plain(long units, int decimals)
    {
        Reserve(48);
        Length += FormatFixed(_data.AsSpan(Length), units, decimals);
    }

    /// <summary>RFC 3339 in UTC with microseconds, in quotes.</summary>
    public void Timestamp(long milliseconds)
    {
        Reserve(32);
        _data[Length++] = (byte)'"';
        DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime.TryFormat(
            _data.AsSpan(Length), out var written, "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture);
        Length += written;
        _data[Length++] = (byte)'"';
    }

    public static int FormatFixed(Span<byte> target, long units, int decimals)
    {
        var position = 0;
        if (units < 0)
        {
            target[position++] = (byte)'-';
            units = -units;
        }

        if (decimals == 0)
        {
            Utf8Formatter.TryFormat(units, target[position..], out var whole);
            return position + whole;
        }

        var scale = PowersOfTen.Of(decimals);
        var integer = units / scale;
        var fraction = units - integer * scale;
        Utf8Formatter.TryFormat(integer, target[position..], out var written);
        position += written;
        target[position++] = (byte)'.';
        for (var i = decimals - 1; i >= 0; i--)
        {
            var quotient = fraction / 10;
            target[position + i] = (byte)('0' + (fraction - quotient * 10));
            fraction = quotient;
        }

        return position + decimals;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Reserve(int count)
    {
        if (Length + count > _data.Length)
        {
            Grow(count);
        }
    }

    private void Grow(int count) => Array.Resize(ref _data, Math.Max(_data.Length * 2, Length + count));
}
