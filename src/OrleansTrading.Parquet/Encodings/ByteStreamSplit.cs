namespace OrleansTrading.Parquet.Encodings;

/// <summary>BYTE_STREAM_SPLIT: the first bytes of all values, then the second bytes, and so on; it saves nothing by itself but compresses well.</summary>
internal static class ByteStreamSplit
{
    public static void Encode(ReadOnlySpan<long> values, ByteBuffer output)
    {
        var length = values.Length * sizeof(long);
        var target = output.GetSpan(length)[..length];
        for (var place = 0; place < sizeof(long); place++)
        {
            var stream = target.Slice(place * values.Length, values.Length);
            for (var i = 0; i < stream.Length; i++)
                stream[i] = (byte)(values[i] >> (place * 8));
        }

        output.Advance(length);
    }

    /// <summary>The bytes are as many as the values need.</summary>
    public static void Decode(ReadOnlySpan<byte> bytes, Span<long> values)
    {
        values.Clear();
        for (var place = 0; place < sizeof(long); place++)
        {
            var stream = bytes.Slice(place * values.Length, values.Length);
            for (var i = 0; i < values.Length; i++)
                values[i] |= (long)stream[i] << (place * 8);
        }
    }
}
