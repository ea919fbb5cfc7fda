using System.Collections.Immutable;
using Orleans;
using OrleansTrading.Contracts.Books;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Books;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Grains.Accounts.Paper;

/// <summary>The live markets of the symbols: the order book, and where there is none in step with its venue the best bid and ask.</summary>
internal sealed class PaperMarket(IGrainFactory grains, TimeSpan maxAge) : IPaperMarket
{
    public async Task<PaperQuote?> GetQuoteAsync(InstrumentId instrument, CancellationToken cancellationToken)
    {
        var symbol = grains.GetGrain<ISymbolGrain>(instrument.ToString());
        var snapshot = await symbol.GetSnapshotAsync().WaitAsync(cancellationToken);
        if (snapshot.DataAge is not { } age || age > maxAge)
            return null;
        var book = await symbol.GetBookAsync(OrderBookView.MaxLevels).WaitAsync(cancellationToken);
        var isLive = book is { Phase: BookPhase.Live, Age: { } bookAge } && bookAge <= maxAge && !book.Bids.IsEmpty && !book.Asks.IsEmpty;
        var (bids, asks) = isLive ? (Levels(book.Bids), Levels(book.Asks)) : Best(snapshot);
        return new PaperQuote(snapshot.EventTime ?? 0, bids, asks, (decimal?)snapshot.LastPrice, (decimal?)snapshot.Mark?.Price);
    }

    private static (IReadOnlyList<PaperLevel> Bids, IReadOnlyList<PaperLevel> Asks) Best(InstrumentSnapshot snapshot)
    {
        var bid = snapshot.Book?.BidPrice ?? snapshot.LastPrice;
        var ask = snapshot.Book?.AskPrice ?? snapshot.LastPrice;
        return (One(bid), One(ask));
    }

    private static PaperLevel[] One(double? price) => price is > 0 and var known ? [new PaperLevel((decimal)known, 0)] : [];

    private static PaperLevel[] Levels(ImmutableArray<BookLevel> levels) =>
        [.. levels.Select(level => new PaperLevel((decimal)level.Price, (decimal)level.Quantity))];
}
