namespace OrleansTrading.Domain.Streams;

/// <summary>What a stream carries. Health is kept for each kind on its own.</summary>
public enum StreamKind : byte
{
    Kline = 0,
    Trade = 1,
    BookTicker = 2,
    Depth = 3,
    MarkPrice = 4,

    /// <summary>Forced orders. Rare: its quiet says nothing.</summary>
    Liquidation = 5,
}
