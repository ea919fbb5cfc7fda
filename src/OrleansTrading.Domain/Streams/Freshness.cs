namespace OrleansTrading.Domain.Streams;

/// <summary>How far an instrument's data can be trusted to be current.</summary>
public enum Freshness : byte
{
    /// <summary>No data has come yet.</summary>
    None = 0,

    /// <summary>Data is younger than 15 s and the newest candle is the current one.</summary>
    Fresh = 1,

    /// <summary>Data is 15 s to 60 s old, or the newest candle is one behind.</summary>
    Delayed = 2,

    /// <summary>Older than that.</summary>
    Stale = 3,
}
