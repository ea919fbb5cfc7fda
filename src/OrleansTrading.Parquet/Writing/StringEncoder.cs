using OrleansTrading.Parquet.Encodings;

namespace OrleansTrading.Parquet.Writing;

/// <summary>Text. Its order is that of the UTF-8 bytes.</summary>
internal sealed class StringEncoder : ColumnEncoder
{
    // Longer limits are not told: readers do without them.
    private const int LongestLimit = 64;

    private readonly ValueDictionary<string> _dictionary = new();
    private ParquetValues<string>? _values;

    public override IReadOnlyList<Encoding> Candidates { get; } = [Encoding.Plain];

    public override int DictionaryEntries => _dictionary.Entries.Length;

    protected override ReadOnlySpan<int> DictionaryIndexes => _dictionary.Indexes;

    public override void Load(ParquetValues values)
    {
        _values = (ParquetValues<string>)values;
        _dictionary.Clear();
    }

    public override bool TryBuildDictionary(int mostEntries) => _dictionary.TryBuild(_values!.Span, mostEntries);

    public override void EncodeDictionary(ByteBuffer output) => PlainEncoder.Encode(_dictionary.Entries, output);

    public override ChunkStatistics Statistics()
    {
        byte[]? least = null;
        byte[]? most = null;
        foreach (var value in DictionaryEntries > 0 ? _dictionary.Entries : _values!.Span)
        {
            var bytes = System.Text.Encoding.UTF8.GetBytes(value);
            least = least is null || bytes.AsSpan().SequenceCompareTo(least) < 0 ? bytes : least;
            most = most is null || bytes.AsSpan().SequenceCompareTo(most) > 0 ? bytes : most;
        }

        return least?.Length <= LongestLimit && most?.Length <= LongestLimit ? new ChunkStatistics(least, most) : ChunkStatistics.None;
    }

    public override void Dispose() => _dictionary.Dispose();

    protected override void EncodeValues(Encoding encoding, int from, int count, ByteBuffer output) =>
        PlainEncoder.Encode(_values!.Span.Slice(from, count), output);
}
