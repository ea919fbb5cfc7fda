using OrleansTrading.Domain.Books;

namespace OrleansTrading.Exchanges.MarketData;

/// <summary>
/// One order-book diff, or the whole book. Where the venue gives no ids they are counted by the connector, from 1 at each
/// whole book, so that the chain can be checked alike. The level spans lie in a pooled buffer and are valid during the call that hands them over.
/// </summary>
public readonly ref struct DepthUpdate(
    long eventTime, long firstUpdateId, long finalUpdateId, long previousFinalUpdateId, ReadOnlySpan<BookLevel> bids, ReadOnlySpan<BookLevel> asks,
    bool isSnapshot = false)
{
    /// <summary>The venue's time, Unix milliseconds.</summary>
    public long EventTime { get; } = eventTime;

    /// <summary>Binance <c>U</c>.</summary>
    public long FirstUpdateId { get; } = firstUpdateId;

    /// <summary>Binance <c>u</c>.</summary>
    public long FinalUpdateId { get; } = finalUpdateId;

    /// <summary>Binance <c>pu</c>: must equal the last applied update's final id.</summary>
    public long PreviousFinalUpdateId { get; } = previousFinalUpdateId;

    /// <summary>Whether this is the whole book, to a depth of the venue's, and replaces what was known.</summary>
    public bool IsSnapshot { get; } = isSnapshot;

    public ReadOnlySpan<BookLevel> Bids { get; } = bids;

    public ReadOnlySpan<BookLevel> Asks { get; } = asks;
}
