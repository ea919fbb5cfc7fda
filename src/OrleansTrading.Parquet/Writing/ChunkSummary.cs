namespace OrleansTrading.Parquet.Writing;

/// <summary>What the footer tells of one column chunk. Sizes include the headers of the pages; <c>Heads</c> is the check sum of these, one behind the other.</summary>
internal sealed record ChunkSummary(
    ParquetColumn Column, Encoding Encoding, Codec Codec, int Values, long Offset, long? DictionaryOffset, long DataOffset,
    long UncompressedSize, long CompressedSize, int DataPages, uint Heads, ChunkStatistics Statistics);
