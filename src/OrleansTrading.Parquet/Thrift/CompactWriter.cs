namespace OrleansTrading.Parquet.Thrift;

/// <summary>Writes Thrift's compact protocol. Fields of a struct are written in rising order of their ids.</summary>
internal sealed class CompactWriter(ByteBuffer output)
{
    // Deeper than any struct of a footer.
    private readonly int[] _outer = new int[16];
    private int _depth;
    private int _last;

    public void Field(int id, int value)
    {
        Header(id, ThriftType.I32);
        output.WriteZigZag(value);
    }

    public void Field(int id, long value)
    {
        Header(id, ThriftType.I64);
        output.WriteZigZag(value);
    }

    public void ShortField(int id, short value)
    {
        Header(id, ThriftType.I16);
        output.WriteZigZag(value);
    }

    public void Field(int id, bool value) => Header(id, value ? ThriftType.True : ThriftType.False);

    public void Field(int id, ReadOnlySpan<byte> value)
    {
        Header(id, ThriftType.Binary);
        Element(value);
    }

    public void Field(int id, string value)
    {
        Header(id, ThriftType.Binary);
        Element(value);
    }

    /// <summary>A struct in a field; ends with <see cref="End"/>.</summary>
    public void Begin(int id)
    {
        Header(id, ThriftType.Struct);
        Begin();
    }

    /// <summary>A struct in a list, or the outermost; ends with <see cref="End"/>.</summary>
    public void Begin()
    {
        _outer[_depth++] = _last;
        _last = 0;
    }

    public void End()
    {
        output.WriteByte((byte)ThriftType.Stop);
        _last = _outer[--_depth];
    }

    /// <summary>A list in a field; as many elements follow.</summary>
    public void List(int id, ThriftType element, int count)
    {
        Header(id, ThriftType.List);
        if (count < 15)
        {
            output.WriteByte((byte)(count << 4 | (int)element));
            return;
        }

        output.WriteByte((byte)(0xF0 | (int)element));
        output.WriteVarInt((ulong)count);
    }

    public void Element(int value) => output.WriteZigZag(value);

    public void Element(ReadOnlySpan<byte> value)
    {
        output.WriteVarInt((ulong)value.Length);
        output.Write(value);
    }

    public void Element(string value)
    {
        var bytes = System.Text.Encoding.UTF8.GetByteCount(value);
        output.WriteVarInt((ulong)bytes);
        System.Text.Encoding.UTF8.GetBytes(value, output.GetSpan(bytes)[..bytes]);
        output.Advance(bytes);
    }

    private void Header(int id, ThriftType type)
    {
        var step = id - _last;
        if (step is > 0 and < 16)
        {
            output.WriteByte((byte)(step << 4 | (int)type));
        }
        else
        {
            output.WriteByte((byte)type);
            output.WriteZigZag(id);
        }

        _last = id;
    }
}
