using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using OrleansTrading.Parquet.Encodings;

namespace OrleansTrading.Parquet.Reading;

/// <summary>Reads the pages of one column chunk from its bytes.</summary>
internal sealed class ChunkReader<T>(ColumnDecoder<T> decoder, Codec codec, bool optional, ParquetReaderOptions options)
{
    /// <param name="told">Check sum of the heads of all pages as the file tells it; null where it does not.</param>
    public void Read(ReadOnlyMemory<byte> chunk, string? told, Span<T> values)
    {
        var expected = SumOf(told);
        var heads = 0u;
        while (values.Length > 0)
        {
            var header = PageHeader.Read(chunk.Span, out var length);
            heads = Crc32.Append(heads, chunk.Span[..length]);
            chunk = chunk[length..];
            if (header.CompressedSize > chunk.Length)
                throw new ParquetException($"Expected a page of {header.CompressedSize} bytes, found {chunk.Length}.");
            if (header.UncompressedSize > options.MostPageBytes)
                throw new ParquetException($"Expected a page of at most {options.MostPageBytes} bytes, found {header.UncompressedSize}.");
            var body = chunk[..header.CompressedSize];
            chunk = chunk[header.CompressedSize..];
            if (header.Crc is { } crc && crc != (int)Crc32.Of(body.Span))
                throw new ParquetException($"Expected a page with check sum {crc:X8}, found {Crc32.Of(body.Span):X8}.");
            values = values[ReadPage(header, body, values)..];
        }

        if (expected is { } sum && sum != heads)
            throw new ParquetException($"Expected heads of pages with check sum {sum:X8}, found {heads:X8}.");
    }

    private static uint? SumOf(string? told) => told switch
    {
        null => null,
        _ when uint.TryParse(told, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var sum) => sum,
        _ => throw new ParquetException($"Expected a check sum of the heads of pages, found '{told}'."),
    };

    private int ReadPage(PageHeader header, ReadOnlyMemory<byte> body, Span<T> values)
    {
        switch (header.Type)
        {
            case PageType.Index:
                return 0;
            case PageType.Dictionary or PageType.Data or PageType.DataV2:
                break;
            default:
                throw new ParquetException($"Expected a page of data or a dictionary, found {header.Type}.");
        }

        // Levels of version 2 stand before what is compressed.
        var levels = Math.Max(0, header.Levels);
        if (levels > body.Length || levels > header.UncompressedSize)
            throw new ParquetException($"Expected {levels} bytes of levels, found {body.Length}.");
        var size = header.UncompressedSize - levels;
        var plain = ArrayPool<byte>.Shared.Rent(Math.Max(1, size));
        try
        {
            Decompress(body[levels..], header.IsCompressed ? codec : Codec.Uncompressed, plain.AsSpan(0, size));
            return Decode(header, body.Span[..levels], plain.AsSpan(0, size), values);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(plain);
        }
    }

    private int Decode(PageHeader header, ReadOnlySpan<byte> levels, ReadOnlySpan<byte> plain, Span<T> values)
    {
        if (header.Type == PageType.Dictionary)
        {
            decoder.ReadDictionary(header.Encoding, plain, header.Values);
            return 0;
        }

        if (header.Values > values.Length)
            throw new ParquetException($"Expected at most {values.Length} values in a page, found {header.Values}.");
        if (header.Values == 0)
            throw new ParquetException("Expected values in a page, found none.");
        if (optional && header.Type == PageType.Data)
        {
            var reader = new ByteReader(plain);
            levels = reader.Take(reader.ReadInt32());
            plain = reader.Rest;
        }

        if (optional)
            ExpectNoNulls(levels, header.Values);
        decoder.Decode(header.Encoding, plain, values[..header.Values]);
        return header.Values;
    }

    private static void ExpectNoNulls(ReadOnlySpan<byte> levels, int count)
    {
        var defined = ArrayPool<int>.Shared.Rent(count);
        try
        {
            HybridDecoder.Decode(levels, width: 1, limit: 2, defined.AsSpan(0, count));
            if (defined.AsSpan(0, count).Contains(0))
                throw new ParquetException("Expected a value in every row, found one without.");
        }
        finally
        {
            ArrayPool<int>.Shared.Return(defined);
        }
    }

    private static void Decompress(ReadOnlyMemory<byte> body, Codec codec, Span<byte> plain)
    {
        switch (codec)
        {
            case Codec.Uncompressed when body.Length == plain.Length:
                body.Span.CopyTo(plain);
                break;
            case Codec.Uncompressed:
                throw new ParquetException($"Expected {plain.Length} bytes that are not compressed, found {body.Length}.");
            case Codec.Gzip:
                Unzip(body, plain);
                break;
            default:
                throw new ParquetException($"Expected pages that are not compressed or by gzip, found {codec}, which this reader does not read.");
        }
    }

    private static void Unzip(ReadOnlyMemory<byte> body, Span<byte> plain)
    {
        var rented = ArrayPool<byte>.Shared.Rent(Math.Max(1, body.Length));
        try
        {
            body.CopyTo(rented);
            using var gzip = new GZipStream(new MemoryStream(rented, 0, body.Length, writable: false), CompressionMode.Decompress);
            var read = gzip.ReadAtLeast(plain, plain.Length, throwOnEndOfStream: false);
            if (read < plain.Length || gzip.ReadByte() >= 0)
                throw new ParquetException($"Expected a page of {plain.Length} bytes when unzipped, found {(read < plain.Length ? "fewer" : "more")}.");
        }
        catch (InvalidDataException exception)
        {
            throw new ParquetException("Expected a page compressed by gzip, found other bytes.", exception);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
