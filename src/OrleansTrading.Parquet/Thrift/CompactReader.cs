using OrleansTrading.Parquet.Reading;

namespace OrleansTrading.Parquet.Thrift;

/// <summary>Reads Thrift's compact protocol. Whatever it is given, it reads no further than the bytes' end and nests only so deep.</summary>
internal ref struct CompactReader(ReadOnlySpan<byte> bytes)
{
    private const int Deepest = 32;

    private ByteReader _bytes = new(bytes);

    public readonly int Position => _bytes.Position;

    /// <summary>The next field of a struct; false at its end. <paramref name="last"/> is the id of the field before, 0 at first.</summary>
    public bool NextField(ref int last, out ThriftType type)
    {
        var header = _bytes.ReadByte();
        type = (ThriftType)(header & 0x0F);
        if (type == ThriftType.Stop)
            return false;
        var id = header >> 4 == 0 ? _bytes.ReadZigZag() : last + (header >> 4);
        last = id is > 0 and <= short.MaxValue ? (int)id : throw new ParquetException($"Expected the number of a field, found {id}.");
        return true;
    }

    public int Int32(ThriftType type)
    {
        var value = Int64(type);
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : throw new ParquetException($"Expected a number of 32 bits, found {value}.");
    }

    public long Int64(ThriftType type) => type is ThriftType.I16 or ThriftType.I32 or ThriftType.I64
        ? _bytes.ReadZigZag()
        : throw new ParquetException($"Expected a whole number, found {type}.");

    public byte Byte() => _bytes.ReadByte();

    public static bool Bool(ThriftType type) => type is ThriftType.True or ThriftType.False
        ? type == ThriftType.True
        : throw new ParquetException($"Expected a truth value, found {type}.");

    public ReadOnlySpan<byte> Bytes(ThriftType type)
    {
        Expect(type, ThriftType.Binary);
        var length = _bytes.ReadVarInt();
        return _bytes.Take(length <= int.MaxValue ? (long)length : long.MaxValue);
    }

    public string Text(ThriftType type) => System.Text.Encoding.UTF8.GetString(Bytes(type));

    /// <summary>A list's length; each of its elements takes a byte at least, so it is no more than the bytes left.</summary>
    public int List(ThriftType type, out ThriftType element)
    {
        if (type is not (ThriftType.List or ThriftType.Set))
            throw new ParquetException($"Expected a list, found {type}.");
        var header = _bytes.ReadByte();
        element = (ThriftType)(header & 0x0F);
        var count = header >> 4 == 0x0F ? _bytes.ReadVarInt() : (ulong)(header >> 4);
        return count <= (ulong)_bytes.Remaining ? (int)count : throw new ParquetException($"Expected {count} elements of a list, found {_bytes.Remaining} bytes.");
    }

    public static void Expect(ThriftType found, ThriftType expected)
    {
        if (found != expected)
            throw new ParquetException($"Expected {expected}, found {found}.");
    }

    /// <summary>Passes over a field that nobody asks for.</summary>
    public void Skip(ThriftType type, int depth = 0)
    {
        if (depth > Deepest)
            throw new ParquetException($"Expected at most {Deepest} levels of nesting, found more.");
        switch (type)
        {
            case ThriftType.True or ThriftType.False:
                break;
            case ThriftType.Byte:
                _bytes.Take(1);
                break;
            case ThriftType.I16 or ThriftType.I32 or ThriftType.I64:
                _bytes.ReadVarInt();
                break;
            case ThriftType.Double:
                _bytes.Take(sizeof(double));
                break;
            case ThriftType.Uuid:
                _bytes.Take(16);
                break;
            case ThriftType.Binary:
                Bytes(type);
                break;
            case ThriftType.List or ThriftType.Set:
                for (var left = List(type, out var element); left > 0; left--)
                    SkipElement(element, depth);
                break;
            case ThriftType.Map:
                SkipMap(depth);
                break;
            case ThriftType.Struct:
                var last = 0;
                while (NextField(ref last, out var field))
                    Skip(field, depth + 1);
                break;
            default:
                throw new ParquetException($"Expected a type of the compact protocol, found {(int)type}.");
        }
    }

    // In a list a truth value takes a byte.
    private void SkipElement(ThriftType type, int depth) => Skip(type is ThriftType.True or ThriftType.False ? ThriftType.Byte : type, depth + 1);

    private void SkipMap(int depth)
    {
        var count = _bytes.ReadVarInt();
        if (count == 0)
            return;
        var types = _bytes.ReadByte();
        if (count > (ulong)_bytes.Remaining)
            throw new ParquetException($"Expected {count} entries of a map, found {_bytes.Remaining} bytes.");
        for (; count > 0; count--)
        {
            SkipElement((ThriftType)(types >> 4), depth);
            SkipElement((ThriftType)(types & 0x0F), depth);
        }
    }
}
