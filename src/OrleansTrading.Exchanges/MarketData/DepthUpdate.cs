namespace OrleansTrading.Exchanges.MarketData;

/// <summary>One order-book diff. The level spans lie in a pooled buffer and are valid during the call that hands them over.</summary>
public readonly ref struct DepthUpdate(
    long eventTime, long firstUpdateId, long finalUpdateId, long previousFinalUpdateId, ReadOnlySpan<BookLevel> bids, ReadOnlySpan<BookLevel> asks)
{
    /// <summary>The venue's time, Unix milliseconds.</summary>
    public long EventTime { get; } = eventTime;

    /// <summary>Binance <c>U</c>.</summary>
    public long FirstUpdateId { get; } = firstUpdateId;

    /// <summary>Binance <c>u</c>.</summary>
    public long FinalUpdateId { get; } = finalUpdateId;

    /// <summary>Binance <c>pu</c>: must equal the last applied update's final id.</summary>
    public long PreviousFinalUpdateId { get; } = previousFinalUpdateId;

    public ReadOnlySpan<BookLevel> Bids { get; } = bids;

    public ReadOnlySpan<BookLevel> Asks { get; } = asks;
}
