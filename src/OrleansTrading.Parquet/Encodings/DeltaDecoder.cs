using OrleansTrading.Parquet.Reading;

namespace OrleansTrading.Parquet.Encodings;

/// <summary>Reads DELTA_BINARY_PACKED, of any block size.</summary>
internal static class DeltaDecoder
{
    private const int MostMiniblocks = 1024;
    private const int MostBlock = 1 << 20;

    /// <summary>As many values as asked for; the page must have exactly these.</summary>
    public static void Decode(ReadOnlySpan<byte> bytes, bool narrow, Span<long> values)
    {
        var reader = new ByteReader(bytes);
        var block = reader.ReadVarInt();
        var miniblocks = reader.ReadVarInt();
        if (block is 0 or > MostBlock || miniblocks is 0 or > MostMiniblocks || block % 128 != 0 || block % miniblocks != 0 || block / miniblocks % 32 != 0)
            throw new ParquetException($"Expected blocks of a multiple of 128 values in miniblocks of a multiple of 32, found {block} values in {miniblocks}.");
        var count = reader.ReadVarInt();
        if (count != (ulong)values.Length)
            throw new ParquetException($"Expected {values.Length} values, found {count}.");
        var last = reader.ReadZigZag();
        if (values.Length == 0)
            return;
        values[0] = last;
        var rest = values[1..];
        while (rest.Length > 0)
        {
            var least = reader.ReadZigZag();
            var widths = reader.Take((int)miniblocks);
            for (var i = 0; i < widths.Length && rest.Length > 0; i++)
            {
                var used = rest[..Math.Min((int)(block / miniblocks), rest.Length)];
                ReadMiniblock(ref reader, widths[i], (int)(block / miniblocks), least, narrow, ref last, used);
                rest = rest[used.Length..];
            }
        }
    }

    private static void ReadMiniblock(ref ByteReader reader, int width, int length, long least, bool narrow, ref long last, Span<long> values)
    {
        if (width > (narrow ? 32 : 64))
            throw new ParquetException($"Expected differences of at most {(narrow ? 32 : 64)} bits, found {width}.");
        if (width == 0)
        {
            foreach (ref var value in values)
                value = last = Wrap(last + least, narrow);
            return;
        }

        var unpacker = new BitUnpacker(reader.Take((long)length * width / 8), width);
        foreach (ref var value in values)
            value = last = Wrap(unchecked(last + least + (long)unpacker.Next()), narrow);
    }

    private static long Wrap(long value, bool narrow) => narrow ? unchecked((int)value) : value;
}
