using OrleansTrading.Parquet.Encodings;

namespace OrleansTrading.Parquet.Writing;

/// <summary>Encodes one column, chunk after chunk: <see cref="Load"/> tells which values, the rest answers for these.</summary>
internal abstract class ColumnEncoder : IDisposable
{
    /// <summary>Encodings that can be written, except that of the dictionary.</summary>
    public abstract IReadOnlyList<Encoding> Candidates { get; }

    public abstract int DictionaryEntries { get; }

    protected abstract ReadOnlySpan<int> DictionaryIndexes { get; }

    public static ColumnEncoder For(ParquetColumn column, ParquetWriterOptions options) => column.Physical switch
    {
        PhysicalType.Boolean => new BooleanEncoder(),
        PhysicalType.ByteArray => new StringEncoder(),
        _ => new NumberEncoder(column.Physical, options.ByteStreamSplit),
    };

    public abstract void Load(ParquetValues values);

    public abstract ChunkStatistics Statistics();

    /// <summary>False when there are more different values than allowed, or a dictionary makes no sense.</summary>
    public abstract bool TryBuildDictionary(int mostEntries);

    public abstract void EncodeDictionary(ByteBuffer output);

    public void Encode(Encoding encoding, int from, int count, ByteBuffer output)
    {
        if (encoding != Encoding.RleDictionary)
        {
            EncodeValues(encoding, from, count, output);
            return;
        }

        var width = HybridEncoder.WidthFor(DictionaryEntries);
        output.WriteByte((byte)width);
        HybridEncoder.Encode(DictionaryIndexes.Slice(from, count), width, output);
    }

    public abstract void Dispose();

    protected abstract void EncodeValues(Encoding encoding, int from, int count, ByteBuffer output);
}
