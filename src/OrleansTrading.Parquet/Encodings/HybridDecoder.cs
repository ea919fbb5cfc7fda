using OrleansTrading.Parquet.Reading;

namespace OrleansTrading.Parquet.Encodings;

/// <summary>Reads the hybrid of runs and bit packing.</summary>
internal static class HybridDecoder
{
    /// <summary>As many values as asked for, each below a limit.</summary>
    public static void Decode(ReadOnlySpan<byte> bytes, int width, int limit, Span<int> values)
    {
        if (width is < 0 or > 32)
            throw new ParquetException($"Expected a width of at most 32 bits, found {width}.");
        var reader = new ByteReader(bytes);
        while (values.Length > 0)
        {
            var header = reader.ReadVarInt();
            if (header >> 1 is 0 or > int.MaxValue)
                throw new ParquetException($"Expected a run of 1 to {int.MaxValue}, found {header >> 1}.");
            var count = (header & 1) == 0 ? (long)(header >> 1) : (long)(header >> 1) * 8;
            var used = values[..(int)Math.Min(count, values.Length)];
            if ((header & 1) == 0)
                used.Fill(Check(ReadValue(ref reader, width), limit));
            else
                ReadPacked(ref reader, width, limit, used);
            values = values[used.Length..];
        }
    }

    private static ulong ReadValue(ref ByteReader reader, int width)
    {
        var bytes = reader.Take((width + 7) / 8);
        ulong value = 0;
        for (var i = bytes.Length - 1; i >= 0; i--)
            value = value << 8 | bytes[i];
        return value;
    }

    // Some writers leave out what fills up the last group.
    private static void ReadPacked(ref ByteReader reader, int width, int limit, Span<int> values)
    {
        if (width == 0)
        {
            values.Fill(Check(0, limit));
            return;
        }

        var whole = ((long)values.Length + 7) / 8 * width;
        var needed = (((long)values.Length * width) + 7) / 8;
        var unpacker = new BitUnpacker(reader.Take(reader.Remaining < whole ? needed : whole), width);
        foreach (ref var value in values)
            value = Check(unpacker.Next(), limit);
    }

    private static int Check(ulong value, int limit) =>
        value < (ulong)limit ? (int)value : throw new ParquetException($"Expected a value below {limit}, found {value}.");
}
