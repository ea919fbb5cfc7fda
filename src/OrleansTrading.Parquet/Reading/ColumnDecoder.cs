using System.Buffers;
using OrleansTrading.Parquet.Encodings;

namespace OrleansTrading.Parquet.Reading;

/// <summary>Decodes the pages of one column chunk; remembers its dictionary.</summary>
internal abstract class ColumnDecoder<T>
{
    private T[]? _dictionary;

    public void ReadDictionary(Encoding encoding, ReadOnlySpan<byte> bytes, int count)
    {
        if (_dictionary is not null)
            throw new ParquetException("Expected one dictionary, found two.");
        if (encoding is not (Encoding.Plain or Encoding.PlainDictionary))
            throw new ParquetException($"Expected a dictionary in PLAIN, found {encoding}.");
        if (count < 0 || count > bytes.Length)
            throw new ParquetException($"Expected a dictionary of {count} values, found {bytes.Length} bytes.");
        var values = new T[count];
        Plain(bytes, values);
        _dictionary = values;
    }

    public void Decode(Encoding encoding, ReadOnlySpan<byte> bytes, Span<T> values)
    {
        if (encoding is Encoding.RleDictionary or Encoding.PlainDictionary)
            FromDictionary(bytes, values);
        else if (encoding == Encoding.Plain)
            Plain(bytes, values);
        else
            Special(encoding, bytes, values);
    }

    protected abstract void Plain(ReadOnlySpan<byte> bytes, Span<T> values);

    protected virtual void Special(Encoding encoding, ReadOnlySpan<byte> bytes, Span<T> values) =>
        throw new ParquetException($"Expected a page of {typeof(T).Name} in PLAIN or with a dictionary, found {encoding}, which this reader does not read.");

    private void FromDictionary(ReadOnlySpan<byte> bytes, Span<T> values)
    {
        var dictionary = _dictionary ?? throw new ParquetException("Expected a dictionary before the first page that refers to it, found none.");
        var places = ArrayPool<int>.Shared.Rent(values.Length);
        try
        {
            var reader = new ByteReader(bytes);
            var width = reader.ReadByte();
            HybridDecoder.Decode(reader.Rest, width, dictionary.Length, places.AsSpan(0, values.Length));
            for (var i = 0; i < values.Length; i++)
                values[i] = dictionary[places[i]];
        }
        finally
        {
            ArrayPool<int>.Shared.Return(places);
        }
    }
}
