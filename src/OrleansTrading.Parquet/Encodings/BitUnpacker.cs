using System.Buffers.Binary;

namespace OrleansTrading.Parquet.Encodings;

/// <summary>Takes numbers of one width out of bits, the lowest bit first. There must be bytes for as many as are asked for.</summary>
internal ref struct BitUnpacker(ReadOnlySpan<byte> source, int width)
{
    private readonly ReadOnlySpan<byte> _source = source;
    private readonly ulong _mask = width == 64 ? ulong.MaxValue : (1UL << width) - 1;
    private ulong _pending;
    private int _bits;
    private int _read;

    public ulong Next()
    {
        if (_bits >= width)
        {
            var value = _pending & _mask;
            // A shift by 64 would be one by 0.
            _pending = width == 64 ? 0 : _pending >> width;
            _bits -= width;
            return value;
        }

        var more = Load(out var loaded);
        var joined = (_pending | more << _bits) & _mask;
        var taken = width - _bits;
        _pending = taken == 64 ? 0 : more >> taken;
        _bits = loaded - taken;
        return joined;
    }

    private ulong Load(out int bits)
    {
        var rest = _source[_read..];
        if (rest.Length >= sizeof(ulong))
        {
            _read += sizeof(ulong);
            bits = 64;
            return BinaryPrimitives.ReadUInt64LittleEndian(rest);
        }

        ulong value = 0;
        for (var i = rest.Length - 1; i >= 0; i--)
            value = value << 8 | rest[i];
        _read += rest.Length;
        bits = rest.Length * 8;
        return value;
    }
}
