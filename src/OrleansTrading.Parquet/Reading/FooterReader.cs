using OrleansTrading.Parquet.Thrift;

namespace OrleansTrading.Parquet.Reading;

/// <summary>Reads the footer's structures and passes over all that is not needed.</summary>
internal static class FooterReader
{
    public static FileFooter Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new CompactReader(bytes);
        IReadOnlyList<SchemaElement> schema = [];
        var groups = new List<(long, IReadOnlyList<ChunkInfo>)>();
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        var (rows, createdBy) = (0L, "");
        var id = 0;
        while (reader.NextField(ref id, out var type))
        {
            switch (id)
            {
                case 2:
                    schema = SchemaReader.Read(ref reader, type);
                    break;
                case 3:
                    rows = reader.Int64(type);
                    break;
                case 4:
                    for (var left = Structs(ref reader, type); left > 0; left--)
                        groups.Add(ReadGroup(ref reader));
                    break;
                case 5:
                    for (var left = Structs(ref reader, type); left > 0; left--)
                    {
                        var (key, value) = ReadPair(ref reader);
                        metadata[key] = value;
                    }

                    break;
                case 6:
                    createdBy = reader.Text(type);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return new FileFooter(schema, rows, groups, metadata, createdBy);
    }

    /// <summary>The length of a list of structs.</summary>
    public static int Structs(ref CompactReader reader, ThriftType type)
    {
        var count = reader.List(type, out var element);
        if (count > 0)
            CompactReader.Expect(element, ThriftType.Struct);
        return count;
    }

    private static (long Rows, IReadOnlyList<ChunkInfo> Chunks) ReadGroup(ref CompactReader reader)
    {
        var chunks = new List<ChunkInfo>();
        var rows = 0L;
        var id = 0;
        while (reader.NextField(ref id, out var type))
        {
            switch (id)
            {
                case 1:
                    for (var left = Structs(ref reader, type); left > 0; left--)
                        chunks.Add(ReadChunk(ref reader));
                    break;
                case 3:
                    rows = reader.Int64(type);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return (rows, chunks);
    }

    private static ChunkInfo ReadChunk(ref CompactReader reader)
    {
        ChunkInfo? chunk = null;
        var id = 0;
        while (reader.NextField(ref id, out var type))
        {
            switch (id)
            {
                case 1:
                    throw new ParquetException($"Expected all columns in this file, found one in '{reader.Text(type)}'.");
                case 3:
                    CompactReader.Expect(type, ThriftType.Struct);
                    chunk = ReadChunkMetadata(ref reader);
                    break;
                case 8 or 9:
                    throw new ParquetException("Expected columns that are not encrypted, found one that is.");
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return chunk ?? throw new ParquetException("Expected where a column chunk lies, found nothing of it.");
    }

    private static ChunkInfo ReadChunkMetadata(ref CompactReader reader)
    {
        var (physical, codec, values, size, data, dictionary) = (-1, -1, -1L, -1L, -1L, -1L);
        byte[]? least = null;
        byte[]? most = null;
        string? heads = null;
        var id = 0;
        while (reader.NextField(ref id, out var type))
        {
            switch (id)
            {
                case 1:
                    physical = reader.Int32(type);
                    break;
                case 4:
                    codec = reader.Int32(type);
                    break;
                case 5:
                    values = reader.Int64(type);
                    break;
                case 7:
                    size = reader.Int64(type);
                    break;
                case 8:
                    for (var left = Structs(ref reader, type); left > 0; left--)
                        heads = ReadPair(ref reader) is (ChunkInfo.HeadsKey, var text) ? text : heads;
                    break;
                case 9:
                    data = reader.Int64(type);
                    break;
                case 11:
                    dictionary = reader.Int64(type);
                    break;
                case 12:
                    CompactReader.Expect(type, ThriftType.Struct);
                    ReadStatistics(ref reader, ref least, ref most);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return new ChunkInfo(physical, codec, values, size, data, dictionary, least, most) { Heads = heads };
    }

    private static void ReadStatistics(ref CompactReader reader, ref byte[]? least, ref byte[]? most)
    {
        var id = 0;
        while (reader.NextField(ref id, out var type))
        {
            switch (id)
            {
                case 5:
                    most = reader.Bytes(type).ToArray();
                    break;
                case 6:
                    least = reader.Bytes(type).ToArray();
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }
    }

    private static (string Key, string Value) ReadPair(ref CompactReader reader)
    {
        var (key, value) = ("", "");
        var id = 0;
        while (reader.NextField(ref id, out var type))
        {
            if (id == 1)
                key = reader.Text(type);
            else if (id == 2)
                value = reader.Text(type);
            else
                reader.Skip(type);
        }

        return (key, value);
    }
}
