namespace OrleansTrading.Domain.Candles;

/// <summary>Where a candle comes from; decides what it may overwrite in a <see cref="CandleRing"/>.</summary>
public enum KlineSource : byte
{
    /// <summary>The venue's live stream. Never changes a closed candle.</summary>
    Stream = 0,

    /// <summary>The venue's REST answer. A closed row that differs from a closed candle repairs it.</summary>
    Rest = 1,

    /// <summary>Our own store. Never changes a closed candle.</summary>
    Store = 2,

    /// <summary>Summed from candles of a shorter interval. Replaces a closed candle only if that too was summed.</summary>
    RollUp = 3,

    /// <summary>A deliberate correction. A closed row replaces whatever is there.</summary>
    Repair = 4,
}
