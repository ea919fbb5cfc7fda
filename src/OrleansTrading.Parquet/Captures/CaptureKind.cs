namespace OrleansTrading.Parquet.Captures;

/// <summary>What a capture file holds.</summary>
public enum CaptureKind
{
    AggTrade,
    Flow,
    Liquidation,
    Funding,
    OpenInterest,
}
