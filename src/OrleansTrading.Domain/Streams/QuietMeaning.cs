namespace OrleansTrading.Domain.Streams;

/// <summary>What it means when a stream brings nothing for a while.</summary>
public enum QuietMeaning : byte
{
    /// <summary>The stream is as busy as its market: quiet beyond the market's own habit is a fault.</summary>
    Market = 0,

    /// <summary>The venue sends at a fixed pace whatever the market does: quiet is a fault.</summary>
    Fault = 1,

    /// <summary>What the stream tells of is rare: quiet says nothing.</summary>
    Nothing = 2,
}
