namespace OrleansTrading.Parquet;

/// <summary>What values mean, as older readers are told; the numbers are the format's.</summary>
internal enum ConvertedType
{
    Utf8 = 0,
    Enum = 4,
    Decimal = 5,
    TimestampMillis = 9,
    Int32 = 17,
    Int64 = 18,
}
