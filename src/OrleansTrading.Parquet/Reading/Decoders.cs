using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using OrleansTrading.Parquet.Encodings;

namespace OrleansTrading.Parquet.Reading;

internal sealed class LongDecoder : ColumnDecoder<long>
{
    protected override void Plain(ReadOnlySpan<byte> bytes, Span<long> values)
    {
        var reader = new ByteReader(bytes);
        reader.Take(values.Length * (long)sizeof(long)).CopyTo(MemoryMarshal.AsBytes(values));
        if (!BitConverter.IsLittleEndian)
            BinaryPrimitives.ReverseEndianness(values, values);
    }

    protected override void Special(Encoding encoding, ReadOnlySpan<byte> bytes, Span<long> values)
    {
        if (encoding == Encoding.DeltaBinaryPacked)
            DeltaDecoder.Decode(bytes, narrow: false, values);
        else if (encoding == Encoding.ByteStreamSplit)
            ByteStreamSplit.Decode(new ByteReader(bytes).Take(values.Length * (long)sizeof(long)), values);
        else
            base.Special(encoding, bytes, values);
    }
}

/// <summary>Doubles are read as their bits.</summary>
internal sealed class DoubleDecoder : ColumnDecoder<double>
{
    private readonly LongDecoder _bits = new();

    protected override void Plain(ReadOnlySpan<byte> bytes, Span<double> values) => _bits.Decode(Encoding.Plain, bytes, MemoryMarshal.Cast<double, long>(values));

    protected override void Special(Encoding encoding, ReadOnlySpan<byte> bytes, Span<double> values)
    {
        if (encoding == Encoding.ByteStreamSplit)
            _bits.Decode(encoding, bytes, MemoryMarshal.Cast<double, long>(values));
        else
            base.Special(encoding, bytes, values);
    }
}

internal sealed class IntDecoder : ColumnDecoder<int>
{
    protected override void Plain(ReadOnlySpan<byte> bytes, Span<int> values)
    {
        var reader = new ByteReader(bytes);
        reader.Take(values.Length * (long)sizeof(int)).CopyTo(MemoryMarshal.AsBytes(values));
        if (!BitConverter.IsLittleEndian)
            BinaryPrimitives.ReverseEndianness(values, values);
    }

    protected override void Special(Encoding encoding, ReadOnlySpan<byte> bytes, Span<int> values)
    {
        if (encoding != Encoding.DeltaBinaryPacked)
        {
            base.Special(encoding, bytes, values);
            return;
        }

        var wide = ArrayPool<long>.Shared.Rent(values.Length);
        try
        {
            DeltaDecoder.Decode(bytes, narrow: true, wide.AsSpan(0, values.Length));
            for (var i = 0; i < values.Length; i++)
                values[i] = (int)wide[i];
        }
        finally
        {
            ArrayPool<long>.Shared.Return(wide);
        }
    }
}

internal sealed class BoolDecoder : ColumnDecoder<bool>
{
    protected override void Plain(ReadOnlySpan<byte> bytes, Span<bool> values)
    {
        var unpacker = new BitUnpacker(new ByteReader(bytes).Take((values.Length + 7L) / 8), 1);
        foreach (ref var value in values)
            value = unpacker.Next() == 1;
    }

    protected override void Special(Encoding encoding, ReadOnlySpan<byte> bytes, Span<bool> values)
    {
        if (encoding != Encoding.Rle)
        {
            base.Special(encoding, bytes, values);
            return;
        }

        var reader = new ByteReader(bytes);
        var length = reader.ReadInt32();
        var numbers = ArrayPool<int>.Shared.Rent(values.Length);
        try
        {
            HybridDecoder.Decode(reader.Take(length), width: 1, limit: 2, numbers.AsSpan(0, values.Length));
            for (var i = 0; i < values.Length; i++)
                values[i] = numbers[i] == 1;
        }
        finally
        {
            ArrayPool<int>.Shared.Return(numbers);
        }
    }
}

internal sealed class TextDecoder : ColumnDecoder<string>
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    protected override void Plain(ReadOnlySpan<byte> bytes, Span<string> values)
    {
        var reader = new ByteReader(bytes);
        try
        {
            foreach (ref var value in values)
                value = Strict.GetString(reader.Take(reader.ReadInt32()));
        }
        catch (DecoderFallbackException exception)
        {
            throw new ParquetException("Expected text in UTF-8, found other bytes.", exception);
        }
    }
}
