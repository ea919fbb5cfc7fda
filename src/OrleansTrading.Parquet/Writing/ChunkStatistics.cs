namespace OrleansTrading.Parquet.Writing;

/// <summary>Smallest and largest value of a column chunk as PLAIN stores them, without a length; null when they are not to be told.</summary>
internal sealed record ChunkStatistics(byte[]? Least, byte[]? Most)
{
    public static ChunkStatistics None { get; } = new(null, null);
}
