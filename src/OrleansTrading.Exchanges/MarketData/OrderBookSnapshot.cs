using OrleansTrading.Domain.Books;

namespace OrleansTrading.Exchanges.MarketData;

/// <summary>An order book at one moment.</summary>
/// <param name="LastUpdateId">The venue's id of the last update in it.</param>
/// <param name="EventTime">The venue's time, Unix milliseconds.</param>
/// <param name="Bids">Best (highest) first.</param>
/// <param name="Asks">Best (lowest) first.</param>
public sealed record OrderBookSnapshot(long LastUpdateId, long EventTime, IReadOnlyList<BookLevel> Bids, IReadOnlyList<BookLevel> Asks);
