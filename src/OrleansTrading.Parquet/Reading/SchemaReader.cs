using OrleansTrading.Parquet.Thrift;

namespace OrleansTrading.Parquet.Reading;

/// <summary>Reads the nodes of the schema.</summary>
internal static class SchemaReader
{
    private const int MillisUnit = 1;

    public static IReadOnlyList<SchemaElement> Read(ref CompactReader reader, ThriftType list)
    {
        var elements = new List<SchemaElement>();
        for (var left = FooterReader.Structs(ref reader, list); left > 0; left--)
            elements.Add(ReadElement(ref reader));
        return elements;
    }

    private static SchemaElement ReadElement(ref CompactReader reader)
    {
        var element = new SchemaElement();
        var id = 0;
        while (reader.NextField(ref id, out var type))
        {
            switch (id)
            {
                case 1:
                    element = element with { Type = reader.Int32(type) };
                    break;
                case 3:
                    element = element with { Repetition = reader.Int32(type) };
                    break;
                case 4:
                    element = element with { Name = reader.Text(type) };
                    break;
                case 5:
                    element = element with { Children = reader.Int32(type) };
                    break;
                case 6:
                    element = element with { Converted = reader.Int32(type) };
                    break;
                case 7:
                    element = element with { Scale = reader.Int32(type) };
                    break;
                case 8:
                    element = element with { Precision = reader.Int32(type) };
                    break;
                case 10:
                    CompactReader.Expect(type, ThriftType.Struct);
                    element = ReadLogical(ref reader, element);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return element;
    }

    // A union: one field, whose number says which.
    private static SchemaElement ReadLogical(ref CompactReader reader, SchemaElement element)
    {
        var id = 0;
        while (reader.NextField(ref id, out var type))
        {
            CompactReader.Expect(type, ThriftType.Struct);
            switch (id)
            {
                case 5:
                    element = ReadDecimal(ref reader, element);
                    break;
                case 8:
                    element = element with { Logical = ReadsMillis(ref reader) ? LogicalKind.TimestampMillis : LogicalKind.Other };
                    break;
                case 10:
                    element = element with { Logical = ReadsSigned(ref reader) ? LogicalKind.SignedWhole : LogicalKind.Other };
                    break;
                default:
                    element = element with { Logical = id == 1 ? LogicalKind.String : id == 4 ? LogicalKind.Enum : LogicalKind.Other };
                    reader.Skip(type);
                    break;
            }
        }

        return element;
    }

    private static SchemaElement ReadDecimal(ref CompactReader reader, SchemaElement element)
    {
        var id = 0;
        while (reader.NextField(ref id, out var type))
        {
            if (id == 1)
                element = element with { Scale = reader.Int32(type) };
            else if (id == 2)
                element = element with { Precision = reader.Int32(type) };
            else
                reader.Skip(type);
        }

        return element with { Logical = LogicalKind.Decimal };
    }

    private static bool ReadsMillis(ref CompactReader reader)
    {
        var (utc, millis) = (false, false);
        var id = 0;
        while (reader.NextField(ref id, out var type))
        {
            if (id == 1)
            {
                utc = CompactReader.Bool(type);
                continue;
            }

            if (id != 2)
            {
                reader.Skip(type);
                continue;
            }

            CompactReader.Expect(type, ThriftType.Struct);
            var unit = 0;
            while (reader.NextField(ref unit, out var inner))
            {
                millis |= unit == MillisUnit;
                reader.Skip(inner);
            }
        }

        return utc && millis;
    }

    private static bool ReadsSigned(ref CompactReader reader)
    {
        var (signed, bits) = (false, 0);
        var id = 0;
        while (reader.NextField(ref id, out var type))
        {
            if (id == 2)
                signed = CompactReader.Bool(type);
            else if (id == 1 && type == ThriftType.Byte)
                bits = reader.Byte();
            else
                reader.Skip(type);
        }

        return signed && (bits is 32 or 64);
    }
}
