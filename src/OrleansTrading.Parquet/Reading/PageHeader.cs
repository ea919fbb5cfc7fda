using OrleansTrading.Parquet.Thrift;

namespace OrleansTrading.Parquet.Reading;

/// <summary>What stands before a page. <c>Levels</c> are the bytes before the values in a page of version 2; -1 in others.</summary>
internal readonly record struct PageHeader(
    PageType Type, int UncompressedSize, int CompressedSize, int? Crc, int Values, Encoding Encoding, int Levels, bool IsCompressed)
{
    public static PageHeader Read(ReadOnlySpan<byte> bytes, out int length)
    {
        var reader = new CompactReader(bytes);
        var header = new PageHeader((PageType)(-1), -1, -1, null, -1, (Encoding)(-1), -1, true);
        var id = 0;
        while (reader.NextField(ref id, out var type))
        {
            switch (id)
            {
                case 1:
                    header = header with { Type = (PageType)reader.Int32(type) };
                    break;
                case 2:
                    header = header with { UncompressedSize = reader.Int32(type) };
                    break;
                case 3:
                    header = header with { CompressedSize = reader.Int32(type) };
                    break;
                case 4:
                    header = header with { Crc = reader.Int32(type) };
                    break;
                case 5 or 7:
                    CompactReader.Expect(type, ThriftType.Struct);
                    header = ReadFirst(ref reader, header);
                    break;
                case 8:
                    CompactReader.Expect(type, ThriftType.Struct);
                    header = ReadSecond(ref reader, header);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        length = reader.Position;
        return header.UncompressedSize >= 0 && header.CompressedSize >= 0 && (header.Values >= 0 || header.Type == PageType.Index) ? header
            : throw new ParquetException("Expected the sizes and the number of values of a page, found not all of them.");
    }

    // A data page of version 1 or a dictionary begin alike.
    private static PageHeader ReadFirst(ref CompactReader reader, PageHeader header)
    {
        var id = 0;
        while (reader.NextField(ref id, out var type))
        {
            if (id == 1)
                header = header with { Values = reader.Int32(type) };
            else if (id == 2)
                header = header with { Encoding = (Encoding)reader.Int32(type) };
            else
                reader.Skip(type);
        }

        return header;
    }

    private static PageHeader ReadSecond(ref CompactReader reader, PageHeader header)
    {
        var (nulls, definitions, repetitions) = (0, 0, 0);
        var id = 0;
        while (reader.NextField(ref id, out var type))
        {
            switch (id)
            {
                case 1:
                    header = header with { Values = reader.Int32(type) };
                    break;
                case 2:
                    nulls = reader.Int32(type);
                    break;
                case 4:
                    header = header with { Encoding = (Encoding)reader.Int32(type) };
                    break;
                case 5:
                    definitions = reader.Int32(type);
                    break;
                case 6:
                    repetitions = reader.Int32(type);
                    break;
                case 7:
                    header = header with { IsCompressed = CompactReader.Bool(type) };
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        if (nulls != 0)
            throw new ParquetException($"Expected a value in every row, found {nulls} without.");
        return repetitions == 0 && definitions >= 0 ? header with { Levels = definitions }
            : throw new ParquetException($"Expected no repetition levels, found {repetitions} bytes of them and {definitions} of definition levels.");
    }
}
