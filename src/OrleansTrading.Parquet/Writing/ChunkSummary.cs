namespace OrleansTrading.Parquet.Writing;

/// <summary>What the footer tells of one column chunk. Sizes include the headers of the pages.</summary>
internal sealed record ChunkSummary(
    ParquetColumn Column, Encoding Encoding, Codec Codec, int Values, long Offset, long? DictionaryOffset, long DataOffset,
    long UncompressedSize, long CompressedSize, int DataPages, ChunkStatistics Statistics);
