namespace OrleansTrading.Domain.Books;

/// <summary>
/// The levels of one order book, both sides sorted and bounded. Changes are taken in whole messages; afterwards the book is either
/// sound or the defect is answered, and then it must be begun anew. Allocates nothing once it has grown to its size. Not thread-safe.
/// </summary>
/// <param name="levels">Levels a side that are kept at most.</param>
/// <param name="isWindow">
/// Whether the venue keeps so many levels in view itself and tells of every level that enters it. Otherwise what is dropped beyond the bound
/// stays unknown: the book is exact as far as it goes and grows thin as the price moves, until it is begun anew.
/// </param>
public sealed class OrderBook(int levels, bool isWindow = false)
{
    private readonly BookSide _bids = new(levels, isBids: true, isWindow);
    private readonly BookSide _asks = new(levels, isBids: false, isWindow);

    public int BidCount => _bids.Count;

    public int AskCount => _asks.Count;

    public BookLevel? BestBid => _bids.Count > 0 ? _bids.Best : null;

    public BookLevel? BestAsk => _asks.Count > 0 ? _asks.Best : null;

    /// <summary>Whether a side has come to the end of what is known of it.</summary>
    public bool IsExhausted => IsThin(1);

    /// <summary>Bytes of the arrays that hold the levels.</summary>
    public long Bytes => _bids.Bytes + _asks.Bytes;

    /// <summary>Whether fewer levels than these are known of a side that has more.</summary>
    public bool IsThin(int least) => (_bids.IsCutOff && _bids.Count < least) || (_asks.IsCutOff && _asks.Count < least);

    public void Clear()
    {
        _bids.Clear();
        _asks.Clear();
    }

    /// <summary>Begins anew.</summary>
    /// <param name="bids">Best first.</param>
    /// <param name="asks">Best first.</param>
    /// <param name="wholeBelow">A side with fewer levels than these is the whole of it; of others, levels beyond the last are not known.</param>
    public BookDefect Load(ReadOnlySpan<BookLevel> bids, ReadOnlySpan<BookLevel> asks, int wholeBelow)
    {
        var defect = _bids.Load(bids, bids.Length < wholeBelow);
        if (defect == BookDefect.None)
            defect = _asks.Load(asks, asks.Length < wholeBelow);
        return defect == BookDefect.None ? Crossing() : defect;
    }

    /// <summary>Takes the changes of one message. A quantity of 0 removes a level, whether it is known or not.</summary>
    public BookDefect Apply(ReadOnlySpan<BookLevel> bids, ReadOnlySpan<BookLevel> asks)
    {
        var defect = _bids.Apply(bids);
        if (defect == BookDefect.None)
            defect = _asks.Apply(asks);
        return defect == BookDefect.None ? Crossing() : defect;
    }

    /// <summary>Copies the best bids, best first. Answers how many.</summary>
    public int CopyBids(Span<BookLevel> into) => _bids.CopyTo(into);

    /// <summary>Copies the best asks, best first. Answers how many.</summary>
    public int CopyAsks(Span<BookLevel> into) => _asks.CopyTo(into);

    /// <summary>Looks at every level: sorted, within the bounds, no quantity of zero, not crossed.</summary>
    public BookDefect Verify()
    {
        var defect = _bids.Verify();
        if (defect == BookDefect.None)
            defect = _asks.Verify();
        return defect == BookDefect.None ? Crossing() : defect;
    }

    private BookDefect Crossing() =>
        _bids.Count > 0 && _asks.Count > 0 && _bids.Best.Price >= _asks.Best.Price ? BookDefect.Crossed : BookDefect.None;
}
