using System.Buffers.Binary;

namespace OrleansTrading.Parquet.Encodings;

/// <summary>Packs numbers of one width in bits, the lowest bit first, into a span that has room for them.</summary>
internal ref struct BitPacker(Span<byte> target, int width)
{
    private readonly Span<byte> _target = target;
    private ulong _pending;
    private int _bits;
    private int _written;

    /// <summary>Numbers beyond the width's bits must be zero there.</summary>
    public void Add(ulong value)
    {
        _pending |= value << _bits;
        _bits += width;
        if (_bits < 64)
            return;
        BinaryPrimitives.WriteUInt64LittleEndian(_target[_written..], _pending);
        _written += sizeof(ulong);
        _bits -= 64;
        // A shift by 64 would be one by 0.
        _pending = _bits == 0 ? 0 : value >> (width - _bits);
    }

    /// <summary>Writes what is left and tells the length in bytes.</summary>
    public int Finish()
    {
        for (; _bits > 0; _bits -= 8)
        {
            _target[_written++] = (byte)_pending;
            _pending >>= 8;
        }

        _bits = 0;
        return _written;
    }
}
