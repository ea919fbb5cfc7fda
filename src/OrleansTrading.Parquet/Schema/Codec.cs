namespace OrleansTrading.Parquet;

/// <summary>How the pages of a column chunk are compressed; the numbers are the format's.</summary>
internal enum Codec
{
    Uncompressed = 0,
    Snappy = 1,
    Gzip = 2,
    Lzo = 3,
    Brotli = 4,
    Lz4 = 5,
    Zstd = 6,
    Lz4Raw = 7,
}
