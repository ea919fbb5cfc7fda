namespace OrleansTrading.Parquet;

/// <summary>What a column holds, and by that how it is stored and how other programs show it.</summary>
public enum ParquetType
{
    Boolean,
    Int32,
    Int64,
    Double,

    /// <summary>UTF-8 text on BYTE_ARRAY.</summary>
    String,

    /// <summary>Unix milliseconds, UTC, on INT64.</summary>
    Timestamp,

    /// <summary>A whole number of units of 10^-scale on INT64: 12.34 at scale 2 is 1234.</summary>
    Decimal,
}
