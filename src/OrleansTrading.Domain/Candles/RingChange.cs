namespace OrleansTrading.Domain.Candles;

/// <summary>What became of a candle offered to a <see cref="CandleRing"/>.</summary>
public enum RingChange : byte
{
    /// <summary>The ring holds these very values already.</summary>
    Unchanged = 0,

    /// <summary>The first value of an open candle.</summary>
    Added = 1,

    /// <summary>A newer value of an open candle.</summary>
    Updated = 2,

    /// <summary>The candle has become final.</summary>
    Closed = 3,

    /// <summary>A final candle was replaced by other final values.</summary>
    Repaired = 4,

    /// <summary>Older than what the ring holds, or for an interval that is over, or against a closed candle: not taken.</summary>
    Ignored = 5,

    /// <summary>Before the ring's window: not taken.</summary>
    TooOld = 6,

    /// <summary>Not a candle of this interval, see <see cref="Kline.Defect"/>: not taken.</summary>
    Rejected = 7,
}
