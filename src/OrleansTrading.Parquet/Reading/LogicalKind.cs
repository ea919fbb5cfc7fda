namespace OrleansTrading.Parquet.Reading;

/// <summary>What newer writers say that values mean; anything else is <see cref="Other"/>.</summary>
internal enum LogicalKind
{
    None,
    String,
    Enum,
    Decimal,
    TimestampMillis,
    SignedWhole,
    Other,
}
