using System.Text.Json.Serialization;
using OrleansTrading.Contracts.Books;
using OrleansTrading.Domain.Books;

namespace OrleansTrading.Silo.Api;

/// <summary>The best levels of an order book.</summary>
/// <param name="Id">Instrument id, <c>venue:SYMBOL</c>.</param>
/// <param name="Phase">Whether it can be believed. Unless it is <c>live</c> there are no levels.</param>
/// <param name="EventTime">The venue's time of the last change, in Unix milliseconds. Null when there was none.</param>
/// <param name="AgeMs">Time since that change was received, in milliseconds. Null when there was none.</param>
/// <param name="LastUpdateId">The venue's id of the last change. Null unless the book is live.</param>
/// <param name="Resyncs">How often the book was begun anew after it had been in step.</param>
/// <param name="Spread">Best ask less best bid, in units of the quote asset. Null when a side is empty.</param>
/// <param name="Imbalance">(bids - asks) / (bids + asks) of the quantities shown, from -1 to 1. Null when a side is empty.</param>
/// <param name="Bids">Best (highest) first.</param>
/// <param name="Asks">Best (lowest) first.</param>
internal sealed record BookView(
    string Id,
    [property: JsonConverter(typeof(BookPhaseWord))] BookPhase Phase,
    long? EventTime,
    long? AgeMs,
    long? LastUpdateId,
    long Resyncs,
    double? Spread,
    double? Imbalance,
    IReadOnlyList<BookLevelView> Bids,
    IReadOnlyList<BookLevelView> Asks)
{
    public static BookView Of(OrderBookView book) => new(
        book.Instrument.ToString(),
        book.Phase,
        book.Age is null ? null : book.EventTime,
        StreamView.Milliseconds(book.Age),
        book.Phase == BookPhase.Live ? book.LastUpdateId : null,
        book.Resyncs,
        book.Spread,
        book.Imbalance,
        [.. book.Bids.Select(BookLevelView.Of)],
        [.. book.Asks.Select(BookLevelView.Of)]);
}
