using System.Collections.Immutable;
using Orleans;
using OrleansTrading.Domain.Books;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Contracts.Books;

/// <summary>The best levels of an order book at one moment.</summary>
/// <param name="Instrument">Whose book.</param>
/// <param name="Phase">Whether it can be believed; without <see cref="BookPhase.Live"/> there are no levels.</param>
/// <param name="EventTime">The venue's time of the last change, Unix milliseconds; 0 when there was none.</param>
/// <param name="Age">Time since that change was received; null when there was none.</param>
/// <param name="LastUpdateId">The venue's id of the last change.</param>
/// <param name="Bids">Best (highest) first.</param>
/// <param name="Asks">Best (lowest) first.</param>
/// <param name="Resyncs">How often the book was begun anew after a gap.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.OrderBookView")]
public sealed record OrderBookView(
    [property: Id(0)] InstrumentId Instrument,
    [property: Id(1)] BookPhase Phase,
    [property: Id(2)] long EventTime,
    [property: Id(3)] TimeSpan? Age,
    [property: Id(4)] long LastUpdateId,
    [property: Id(5)] ImmutableArray<BookLevel> Bids,
    [property: Id(6)] ImmutableArray<BookLevel> Asks,
    [property: Id(7)] long Resyncs)
{
    /// <summary>Most levels a side that can be asked for.</summary>
    public const int MaxLevels = 1000;

    /// <summary>Best ask less best bid, quote units; null when a side is empty.</summary>
    public double? Spread => Bids.IsEmpty || Asks.IsEmpty ? null : Asks[0].Price - Bids[0].Price;

    /// <summary>(bid quantity - ask quantity) / (both) over the levels shown, -1 to 1; null when a side is empty.</summary>
    public double? Imbalance
    {
        get
        {
            if (Bids.IsEmpty || Asks.IsEmpty)
                return null;
            var (bids, asks) = (Bids.Sum(level => level.Quantity), Asks.Sum(level => level.Quantity));
            return (bids - asks) / (bids + asks);
        }
    }
}
