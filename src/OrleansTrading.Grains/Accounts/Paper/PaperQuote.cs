namespace OrleansTrading.Grains.Accounts.Paper;

/// <summary>A market as an order on paper meets it.</summary>
/// <param name="Time">The venue's time, Unix milliseconds.</param>
/// <param name="Bids">Best first; the best alone, without a quantity (0), when the book is not live.</param>
/// <param name="Asks">Likewise.</param>
/// <param name="Last">Last price, quote units.</param>
/// <param name="Mark">Mark price, quote units.</param>
internal sealed record PaperQuote(long Time, IReadOnlyList<PaperLevel> Bids, IReadOnlyList<PaperLevel> Asks, decimal? Last, decimal? Mark);

/// <summary>A level of a book: a price, quote units, and base units there; 0 when that is not known.</summary>
internal readonly record struct PaperLevel(decimal Price, decimal Quantity);
