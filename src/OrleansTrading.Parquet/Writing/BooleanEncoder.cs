using System.Buffers;
using System.Buffers.Binary;
using OrleansTrading.Parquet.Encodings;

namespace OrleansTrading.Parquet.Writing;

/// <summary>Truth values, a bit each, or as runs.</summary>
internal sealed class BooleanEncoder : ColumnEncoder
{
    private ParquetValues<bool>? _values;

    public override IReadOnlyList<Encoding> Candidates { get; } = [Encoding.Plain, Encoding.Rle];

    public override int DictionaryEntries => 0;

    protected override ReadOnlySpan<int> DictionaryIndexes => [];

    public override void Load(ParquetValues values) => _values = (ParquetValues<bool>)values;

    public override bool TryBuildDictionary(int mostEntries) => false;

    public override void EncodeDictionary(ByteBuffer output) => throw new NotSupportedException();

    public override ChunkStatistics Statistics()
    {
        var values = _values!.Span;
        return values.Length == 0 ? ChunkStatistics.None
            : new ChunkStatistics([values.Contains(false) ? (byte)0 : (byte)1], [values.Contains(true) ? (byte)1 : (byte)0]);
    }

    public override void Dispose()
    {
    }

    protected override void EncodeValues(Encoding encoding, int from, int count, ByteBuffer output)
    {
        var values = _values!.Span.Slice(from, count);
        if (encoding == Encoding.Plain)
            PlainEncoder.Encode(values, output);
        else
            EncodeRuns(values, output);
    }

    // The length comes first, which is known afterwards.
    private static void EncodeRuns(ReadOnlySpan<bool> values, ByteBuffer output)
    {
        var numbers = ArrayPool<int>.Shared.Rent(values.Length);
        for (var i = 0; i < values.Length; i++)
            numbers[i] = values[i] ? 1 : 0;
        var start = output.Count;
        output.WriteInt32(0);
        HybridEncoder.Encode(numbers.AsSpan(0, values.Length), 1, output);
        ArrayPool<int>.Shared.Return(numbers);
        BinaryPrimitives.WriteInt32LittleEndian(output.At(start), output.Count - start - sizeof(int));
    }
}
