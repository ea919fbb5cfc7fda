namespace OrleansTrading.Domain.Streams;

/// <summary>What a trade is to a <see cref="TradeLedger"/>.</summary>
public enum TradeOutcome : byte
{
    /// <summary>It has not been seen: it counts.</summary>
    New = 0,

    /// <summary>It has been seen, lies before the first one that counts, or was given up.</summary>
    Known = 1,
}
