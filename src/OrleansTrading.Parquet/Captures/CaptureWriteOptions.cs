namespace OrleansTrading.Parquet.Captures;

/// <summary>How capture files are written.</summary>
public sealed class CaptureWriteOptions
{
    /// <summary>Of gzip, 0 (none) to 9 (smallest).</summary>
    public int CompressionLevel { get; init; } = 1;

    /// <summary>Rows of a row group at most, 1 to 4,194,304.</summary>
    public int RowGroupRows { get; init; } = 262_144;
}
