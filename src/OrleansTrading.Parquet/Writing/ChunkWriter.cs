using System.IO.Compression;
using OrleansTrading.Parquet.Encodings;
using OrleansTrading.Parquet.Thrift;

namespace OrleansTrading.Parquet.Writing;

/// <summary>
/// Writes column chunks: chooses an encoding and whether to compress by trying all on the first rows, then writes page
/// after page. Holds one page at a time.
/// </summary>
internal sealed class ChunkWriter(Stream output, ParquetWriterOptions options) : IDisposable
{
    // Rows that a choice is made by.
    private const int SampleRows = 16_384;

    // Compression that saves less costs readers more than it is worth.
    private const double WorthCompressing = 0.9;

    private readonly ZLibCompressionOptions _level = new() { CompressionLevel = options.CompressionLevel };
    private readonly ByteBuffer _page = new();
    private readonly ByteBuffer _compressed = new();
    private readonly ByteBuffer _header = new();

    private long _uncompressedSize;
    private int _dataPages;
    private uint _heads;

    /// <summary>Where the next byte lies in the file.</summary>
    public long Position { get; private set; }

    public ChunkSummary Write(ParquetColumn column, ColumnEncoder encoder, ParquetValues values)
    {
        encoder.Load(values);
        var (encoding, codec) = Choose(encoder, values.Count);
        var offset = Position;
        _uncompressedSize = 0;
        _dataPages = 0;
        _heads = 0;
        long? dictionaryOffset = null;
        if (encoding == Encoding.RleDictionary)
        {
            dictionaryOffset = Position;
            _page.Clear();
            encoder.EncodeDictionary(_page);
            WritePage(PageType.Dictionary, Encoding.Plain, encoder.DictionaryEntries, codec);
        }

        var dataOffset = Position;
        for (var from = 0; from < values.Count; from += options.PageRows)
        {
            var count = Math.Min(options.PageRows, values.Count - from);
            _page.Clear();
            encoder.Encode(encoding, from, count, _page);
            WritePage(PageType.Data, encoding, count, codec);
            _dataPages++;
        }

        return new ChunkSummary(column, encoding, codec, values.Count, offset, dictionaryOffset, dataOffset,
            _uncompressedSize, Position - offset, _dataPages, _heads, encoder.Statistics());
    }

    public void WriteRaw(ReadOnlySpan<byte> bytes)
    {
        output.Write(bytes);
        Position += bytes.Length;
    }

    public void Dispose()
    {
        _page.Dispose();
        _compressed.Dispose();
        _header.Dispose();
    }

    private (Encoding Encoding, Codec Codec) Choose(ColumnEncoder encoder, int rows)
    {
        var sample = Math.Min(rows, Math.Min(SampleRows, options.PageRows));
        var best = (Encoding: Encoding.Plain, Codec: Codec.Uncompressed, Size: double.MaxValue);
        foreach (var candidate in encoder.Candidates)
        {
            _page.Clear();
            encoder.Encode(candidate, 0, sample, _page);
            Consider(candidate, (double)rows / sample, dictionary: 0, ref best);
        }

        if (!encoder.TryBuildDictionary(Math.Min(options.DictionaryEntries, rows / 2)))
            return (best.Encoding, best.Codec);
        _page.Clear();
        encoder.EncodeDictionary(_page);
        var dictionary = Math.Min(_page.Count, Compress());
        _page.Clear();
        encoder.Encode(Encoding.RleDictionary, 0, sample, _page);
        Consider(Encoding.RleDictionary, (double)rows / sample, dictionary, ref best);
        return (best.Encoding, best.Codec);
    }

    private void Consider(Encoding encoding, double times, int dictionary, ref (Encoding Encoding, Codec Codec, double Size) best)
    {
        var compressed = Compress();
        var worth = compressed < _page.Count * WorthCompressing;
        var size = ((worth ? compressed : _page.Count) * times) + dictionary;
        if (size < best.Size)
            best = (encoding, worth ? Codec.Gzip : Codec.Uncompressed, size);
    }

    private int Compress()
    {
        _compressed.Clear();
        if (options.CompressionLevel == 0)
            return _page.Count;
        using (var gzip = new GZipStream(_compressed, _level, leaveOpen: true))
            gzip.Write(_page.Written);
        return _compressed.Count;
    }

    private void WritePage(PageType type, Encoding encoding, int values, Codec codec)
    {
        if (codec == Codec.Gzip)
            Compress();
        var body = codec == Codec.Gzip ? _compressed.Written : _page.Written;
        _header.Clear();
        WriteHeader(new CompactWriter(_header), type, encoding, values, body);
        _heads = Crc32.Append(_heads, _header.Written);
        WriteRaw(_header.Written);
        WriteRaw(body);
        _uncompressedSize += _header.Count + _page.Count;
    }

    private void WriteHeader(CompactWriter writer, PageType type, Encoding encoding, int values, ReadOnlySpan<byte> body)
    {
        writer.Begin();
        writer.Field(1, (int)type);
        writer.Field(2, _page.Count);
        writer.Field(3, body.Length);
        writer.Field(4, (int)Crc32.Of(body));
        writer.Begin(type == PageType.Data ? 5 : 7);
        writer.Field(1, values);
        writer.Field(2, (int)encoding);
        if (type == PageType.Data)
        {
            // No column has levels; the fields are required all the same.
            writer.Field(3, (int)Encoding.Rle);
            writer.Field(4, (int)Encoding.Rle);
        }

        writer.End();
        writer.End();
    }
}
