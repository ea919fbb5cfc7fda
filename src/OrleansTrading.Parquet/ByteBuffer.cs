using System.Buffers;
using System.Buffers.Binary;

namespace OrleansTrading.Parquet;

/// <summary>Bytes that grow, in memory of the shared pool. Cleared, it keeps its memory for the next use.</summary>
internal sealed class ByteBuffer : Stream
{
    private const int Least = 4096;

    private byte[] _bytes;
    private int _count;

    public ByteBuffer(int capacity = Least) => _bytes = ArrayPool<byte>.Shared.Rent(Math.Max(Least, capacity));

    public int Count => _count;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _count);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _count;

    public override long Position
    {
        get => _count;
        set => throw new NotSupportedException();
    }

    public void Clear() => _count = 0;

    /// <summary>Room for at least as many bytes; what is used of it is told by <see cref="Advance"/>.</summary>
    public Span<byte> GetSpan(int size)
    {
        if (_bytes.Length - _count < size)
            Grow(size);
        return _bytes.AsSpan(_count);
    }

    /// <summary>What was written from a place on, to be changed.</summary>
    public Span<byte> At(int place) => _bytes.AsSpan(place, _count - place);

    public void Advance(int count) => _count += count;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        buffer.CopyTo(GetSpan(buffer.Length));
        _count += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void WriteByte(byte value)
    {
        GetSpan(1)[0] = value;
        _count++;
    }

    public void WriteInt32(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(GetSpan(sizeof(int)), value);
        _count += sizeof(int);
    }

    /// <summary>Seven bits a byte, lowest first.</summary>
    public void WriteVarInt(ulong value)
    {
        var span = GetSpan(10);
        var used = 0;
        while (value > 0x7F)
        {
            span[used++] = (byte)(value | 0x80);
            value >>= 7;
        }

        span[used++] = (byte)value;
        _count += used;
    }

    /// <summary>The sign in the lowest bit, so that small negative numbers are short.</summary>
    public void WriteZigZag(long value) => WriteVarInt((ulong)(value << 1 ^ value >> 63));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && _bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = [];
            _count = 0;
        }

        base.Dispose(disposing);
    }

    private void Grow(int size)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(checked(_count + size), (int)Math.Min(_bytes.Length * 2L, Array.MaxLength)));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
