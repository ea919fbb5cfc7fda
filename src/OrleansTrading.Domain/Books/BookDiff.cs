namespace OrleansTrading.Domain.Books;

/// <summary>The changes of one message, or a whole book. The spans are valid during the call that hands them over.</summary>
/// <param name="finalId">Id of the last change in it.</param>
/// <param name="previousFinalId">Final id of the message before it, which it continues.</param>
/// <param name="eventTime">The venue's time, Unix milliseconds.</param>
/// <param name="bids">Changed levels; quantity 0 removes one.</param>
/// <param name="asks">Changed levels; quantity 0 removes one.</param>
/// <param name="isWhole">Whether it replaces what was known; sides are best first then.</param>
public readonly ref struct BookDiff(
    long finalId, long previousFinalId, long eventTime, ReadOnlySpan<BookLevel> bids, ReadOnlySpan<BookLevel> asks, bool isWhole = false)
{
    public long FinalId { get; } = finalId;

    public long PreviousFinalId { get; } = previousFinalId;

    public long EventTime { get; } = eventTime;

    public ReadOnlySpan<BookLevel> Bids { get; } = bids;

    public ReadOnlySpan<BookLevel> Asks { get; } = asks;

    public bool IsWhole { get; } = isWhole;
}
