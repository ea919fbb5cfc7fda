namespace OrleansTrading.Domain.Candles;

/// <summary>How far a candle in a ring has come.</summary>
public enum CandlePhase : byte
{
    /// <summary>The ring holds nothing for that time.</summary>
    Absent = 0,

    /// <summary>Its interval is running; the value is the newest known.</summary>
    Open = 1,

    /// <summary>A later interval has begun, but the venue has not given the final value. Not to be stored as closed.</summary>
    Ended = 2,

    /// <summary>The venue has given the final value.</summary>
    Closed = 3,
}
