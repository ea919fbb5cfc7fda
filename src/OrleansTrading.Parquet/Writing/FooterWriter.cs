using System.Globalization;
using OrleansTrading.Parquet.Reading;
using OrleansTrading.Parquet.Thrift;

namespace OrleansTrading.Parquet.Writing;

/// <summary>Writes the footer: schema, row groups with where their columns lie, key and value pairs.</summary>
internal static class FooterWriter
{
    // Version 2 of the format: its encodings are used, its page headers are not.
    private const int Version = 2;
    private const int Required = 0;

    private static readonly string CreatedBy = $"OrleansTrading version {typeof(FooterWriter).Assembly.GetName().Version!.ToString(3)}";

    public static void Write(ParquetSchema schema, IReadOnlyList<RowGroupSummary> groups, IReadOnlyDictionary<string, string> metadata, ByteBuffer output)
    {
        var writer = new CompactWriter(output);
        writer.Begin();
        writer.Field(1, Version);
        WriteSchema(writer, schema);
        writer.Field(3, groups.Sum(group => (long)group.Rows));
        writer.List(4, ThriftType.Struct, groups.Count);
        foreach (var (index, group) in groups.Index())
            WriteGroup(writer, group, index);
        WritePairs(writer, 5, metadata);
        writer.Field(6, CreatedBy);
        writer.List(7, ThriftType.Struct, schema.Columns.Count);
        foreach (var _ in schema.Columns)
        {
            // The order that the type defines.
            writer.Begin();
            writer.Begin(1);
            writer.End();
            writer.End();
        }

        writer.End();
    }

    private static void WriteSchema(CompactWriter writer, ParquetSchema schema)
    {
        writer.List(2, ThriftType.Struct, schema.Columns.Count + 1);
        writer.Begin();
        writer.Field(4, "schema");
        writer.Field(5, schema.Columns.Count);
        writer.End();
        foreach (var column in schema.Columns)
        {
            writer.Begin();
            writer.Field(1, (int)column.Physical);
            writer.Field(3, Required);
            writer.Field(4, column.Name);
            WriteLogicalType(writer, column);
            writer.End();
        }
    }

    // Both ways of saying it, for older and newer readers.
    private static void WriteLogicalType(CompactWriter writer, ParquetColumn column)
    {
        switch (column.Type)
        {
            case ParquetType.String:
                writer.Field(6, (int)ConvertedType.Utf8);
                writer.Begin(10);
                writer.Begin(1);
                writer.End();
                writer.End();
                break;
            case ParquetType.Decimal:
                writer.Field(6, (int)ConvertedType.Decimal);
                writer.Field(7, column.Scale);
                writer.Field(8, column.Precision);
                writer.Begin(10);
                writer.Begin(5);
                writer.Field(1, column.Scale);
                writer.Field(2, column.Precision);
                writer.End();
                writer.End();
                break;
            case ParquetType.Timestamp:
                writer.Field(6, (int)ConvertedType.TimestampMillis);
                writer.Begin(10);
                writer.Begin(8);
                writer.Field(1, true);
                writer.Begin(2);
                writer.Begin(1);
                writer.End();
                writer.End();
                writer.End();
                writer.End();
                break;
        }
    }

    private static void WriteGroup(CompactWriter writer, RowGroupSummary group, int index)
    {
        writer.Begin();
        writer.List(1, ThriftType.Struct, group.Chunks.Count);
        foreach (var chunk in group.Chunks)
        {
            writer.Begin();
            writer.Field(2, 0L);
            writer.Begin(3);
            WriteChunk(writer, chunk);
            writer.End();
            writer.End();
        }

        writer.Field(2, group.Chunks.Sum(chunk => chunk.UncompressedSize));
        writer.Field(3, (long)group.Rows);
        writer.Field(5, group.Chunks[0].Offset);
        writer.Field(6, group.Chunks.Sum(chunk => chunk.CompressedSize));
        if (index <= short.MaxValue)
            writer.ShortField(7, (short)index);
        writer.End();
    }

    private static void WriteChunk(CompactWriter writer, ChunkSummary chunk)
    {
        var dictionary = chunk.DictionaryOffset is not null;
        writer.Field(1, (int)chunk.Column.Physical);
        writer.List(2, ThriftType.I32, dictionary ? 2 : 1);
        if (dictionary)
            writer.Element((int)Encoding.Plain);
        writer.Element((int)chunk.Encoding);
        writer.List(3, ThriftType.Binary, 1);
        writer.Element(chunk.Column.Name);
        writer.Field(4, (int)chunk.Codec);
        writer.Field(5, (long)chunk.Values);
        writer.Field(6, chunk.UncompressedSize);
        writer.Field(7, chunk.CompressedSize);
        WritePairs(writer, 8, [KeyValuePair.Create(ChunkInfo.HeadsKey, chunk.Heads.ToString(ChunkInfo.HeadsFormat, CultureInfo.InvariantCulture))]);
        writer.Field(9, chunk.DataOffset);
        if (chunk.DictionaryOffset is { } offset)
            writer.Field(11, offset);
        WriteStatistics(writer, chunk.Statistics);
        writer.List(13, ThriftType.Struct, dictionary ? 2 : 1);
        if (dictionary)
            WritePages(writer, PageType.Dictionary, Encoding.Plain, 1);
        WritePages(writer, PageType.Data, chunk.Encoding, chunk.DataPages);
    }

    private static void WriteStatistics(CompactWriter writer, ChunkStatistics statistics)
    {
        writer.Begin(12);
        writer.Field(3, 0L);
        if (statistics is { Least: { } least, Most: { } most })
        {
            writer.Field(5, most);
            writer.Field(6, least);
            writer.Field(7, true);
            writer.Field(8, true);
        }

        writer.End();
    }

    private static void WritePages(CompactWriter writer, PageType type, Encoding encoding, int count)
    {
        writer.Begin();
        writer.Field(1, (int)type);
        writer.Field(2, (int)encoding);
        writer.Field(3, count);
        writer.End();
    }

    private static void WritePairs(CompactWriter writer, int id, IReadOnlyCollection<KeyValuePair<string, string>> pairs)
    {
        if (pairs.Count == 0)
            return;
        writer.List(id, ThriftType.Struct, pairs.Count);
        foreach (var (key, value) in pairs)
        {
            writer.Begin();
            writer.Field(1, key);
            writer.Field(2, value);
            writer.End();
        }
    }
}
