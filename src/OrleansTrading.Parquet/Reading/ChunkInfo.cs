namespace OrleansTrading.Parquet.Reading;

/// <summary>Where a column chunk lies, as the footer has it; nothing of it is checked yet.</summary>
internal sealed record ChunkInfo(int Type, int Codec, long Values, long CompressedSize, long DataOffset, long DictionaryOffset, byte[]? Least, byte[]? Most)
{
    /// <summary>Key of the check sum of the pages' heads, which have none of their own: it holds them together, and with them the pages, whose check sums they tell.</summary>
    public const string HeadsKey = "orleans_trading.heads";

    public const string HeadsFormat = "x8";

    /// <summary>Check sum of the pages' heads, one behind the other, as the file tells it; null where the writer does not, as others do not.</summary>
    public string? Heads { get; init; }

    public long Offset => DictionaryOffset > 0 ? Math.Min(DictionaryOffset, DataOffset) : DataOffset;
}
