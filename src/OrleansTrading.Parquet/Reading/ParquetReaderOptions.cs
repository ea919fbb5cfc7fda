namespace OrleansTrading.Parquet;

/// <summary>What a reader takes at most, whatever a file says of itself: the bounds of its memory.</summary>
public sealed class ParquetReaderOptions
{
    /// <summary>Rows of a row group.</summary>
    public int MostRowsOfGroup { get; init; } = 4_194_304;

    /// <summary>Bytes of a page when it is not compressed.</summary>
    public int MostPageBytes { get; init; } = 64 << 20;

    /// <summary>Bytes of a column chunk as it lies in the file.</summary>
    public int MostChunkBytes { get; init; } = 256 << 20;

    /// <summary>Bytes of the footer.</summary>
    public int MostFooterBytes { get; init; } = 64 << 20;
}
