using System.Runtime.InteropServices;
using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Text;

namespace OrleansTrading.Simulator.Streams;

/// <summary>Writes a symbol's depth events: what changed within a period, or the best levels as they are.</summary>
internal sealed class DepthFeed(ListedSymbol listed)
{
    private readonly List<BookLevel> _bids = [];
    private readonly List<BookLevel> _asks = [];
    private readonly List<BookTop> _tops = [];
    private readonly BookLevel[] _best = new BookLevel[20];
    private readonly long _step = listed.Market.StepMilliseconds;

    /// <summary>The event of the <paramref name="steps"/> that end at <paramref name="step"/>.</summary>
    /// <param name="recent">The running bucket's trades, which mostly tell what the book was within the period.</param>
    public void Write(Utf8Buffer json, in StreamAddress address, long step, long steps, TradeBlock recent, in Trade last)
    {
        var book = listed.Book;
        var top = book.TopAt(step, last);
        _bids.Clear();
        _asks.Clear();
        if (address.Kind == StreamKind.PartialDepth)
        {
            var levels = _best.AsSpan(0, address.Levels);
            _bids.AddRange(levels[..book.Side(top, bids: true, levels)]);
            _asks.AddRange(levels[..book.Side(top, bids: false, levels)]);
        }
        else
        {
            _tops.Clear();
            for (var earlier = step - steps; earlier < step; earlier++)
            {
                _tops.Add(TopBefore(earlier, recent, last));
            }

            _tops.Add(top);
            book.Changes(CollectionsMarshal.AsSpan(_tops), bids: true, _bids);
            book.Changes(CollectionsMarshal.AsSpan(_tops), bids: false, _asks);
        }

        var update = new DepthUpdate(
            step * _step, book.UpdateId(step - steps), book.UpdateId(step), CollectionsMarshal.AsSpan(_bids), CollectionsMarshal.AsSpan(_asks));
        FrameWriter.Depth(json, listed.Spec, update);
    }

    private BookTop TopBefore(long step, TradeBlock recent, in Trade last)
    {
        var time = step * _step;
        var count = recent.CountUntil(time);
        if (count > 0)
        {
            return listed.Book.TopAt(step, recent[count - 1]);
        }

        return listed.Book.TopAt(step, listed.Market.TryLastTrade(time, Scratch.Trades, out var earlier) ? earlier : last);
    }
}
