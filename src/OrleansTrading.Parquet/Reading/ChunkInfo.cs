namespace OrleansTrading.Parquet.Reading;

/// <summary>Where a column chunk lies, as the footer has it; nothing of it is checked yet.</summary>
internal sealed record ChunkInfo(int Type, int Codec, long Values, long CompressedSize, long DataOffset, long DictionaryOffset, byte[]? Least, byte[]? Most)
{
    public long Offset => DictionaryOffset > 0 ? Math.Min(DictionaryOffset, DataOffset) : DataOffset;
}
