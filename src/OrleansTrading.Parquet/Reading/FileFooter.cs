namespace OrleansTrading.Parquet.Reading;

/// <summary>What a footer says; nothing of it is checked against the file yet.</summary>
internal sealed record FileFooter(
    IReadOnlyList<SchemaElement> Schema, long Rows, IReadOnlyList<(long Rows, IReadOnlyList<ChunkInfo> Chunks)> Groups,
    IReadOnlyDictionary<string, string> Metadata, string CreatedBy);
