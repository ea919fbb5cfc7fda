namespace OrleansTrading.Parquet.Writing;

/// <summary>What the footer tells of one row group.</summary>
internal sealed record RowGroupSummary(int Rows, IReadOnlyList<ChunkSummary> Chunks);
