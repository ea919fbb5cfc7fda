using System.Runtime.CompilerServices;

namespace OrleansTrading.Domain.Books;

/// <summary>
/// Keeps one book in step with its venue by the ids of diffs: a snapshot, then every diff after it, each continuing the one before.
/// Invariant: while <see cref="Phase"/> is <see cref="BookPhase.Live"/> the known levels are exactly the market's at <see cref="LastUpdateId"/>;
/// a missing diff is found with the next one that comes. Diffs that bring nothing new are passed over, so several connections may
/// deliver the same. Pure and not thread-safe; allocates nothing while it follows.
/// See https://developers.binance.com/docs/derivatives/usds-margined-futures/websocket-market-streams/How-to-manage-a-local-order-book-correctly.
/// </summary>
public sealed class BookSync(BookRules rules)
{
    private readonly OrderBook _book = new(rules.Levels, rules.IsStreamed);
    private readonly DiffBuffer _buffer = new(rules.BufferLevels);
    private bool _flows;
    private bool _gathering;
    private bool _followed;
    private long _seen = long.MinValue;
    private long _ticket;

    public BookPhase Phase { get; private set; }

    /// <summary>Id of the last change in the book; meaningful while it is live.</summary>
    public long LastUpdateId { get; private set; }

    /// <summary>The venue's time of the last change, Unix milliseconds; 0 when there was none.</summary>
    public long EventTime { get; private set; }

    /// <summary>What the last <see cref="BookStep.Defect"/> was.</summary>
    public BookDefect Defect { get; private set; }

    /// <summary>Levels; nothing while the book is not live.</summary>
    public OrderBook Book => _book;

    /// <summary>
    /// Whether a snapshot is to be asked for: the book is not in step, or knows too few levels, and it can be asked for. While the stream
    /// is interrupted none is: nothing would carry it on, and it would be shown as live while it grows old.
    /// </summary>
    public bool WantsSnapshot => _flows && !rules.IsStreamed && Phase switch
    {
        BookPhase.Syncing => true,
        BookPhase.Live => _book.IsThin(rules.RefillBelow),
        _ => false,
    };

    /// <summary>The stream is up: diffs will come.</summary>
    public void OnSubscribed()
    {
        _flows = true;
        if (Phase == BookPhase.Absent)
            Phase = BookPhase.Syncing;
    }

    /// <summary>The stream is interrupted: what is missed now is not known.</summary>
    public void OnInterrupted()
    {
        if (Phase == BookPhase.Live)
            Lose();
        Abandon(_ticket);
        (_flows, _seen) = (false, long.MinValue);
    }

    /// <summary>A request for a snapshot begins: diffs are put aside from now on. Answers the ticket to come back with.</summary>
    public long Begin()
    {
        _gathering = true;
        return ++_ticket;
    }

    /// <summary>The request has failed.</summary>
    public void Abandon(long ticket)
    {
        if (ticket != _ticket)
            return;
        _ticket++;
        StopGathering();
    }

    /// <summary>The snapshot has come.</summary>
    /// <param name="ticket">Of the request.</param>
    /// <param name="lastUpdateId">Id of the last change in the snapshot.</param>
    /// <param name="eventTime">Its time, Unix milliseconds.</param>
    /// <param name="bids">Best first.</param>
    /// <param name="asks">Best first.</param>
    /// <param name="asked">Levels a side that were asked for; a side with fewer is the whole of it.</param>
    public BookStep Complete(
        long ticket, long lastUpdateId, long eventTime, ReadOnlySpan<BookLevel> bids, ReadOnlySpan<BookLevel> asks, int asked)
    {
        if (ticket != _ticket || !_gathering)
            return BookStep.Outdated;
        var from = 0;
        while (from < _buffer.Count && _buffer.FinalIdOf(from) <= lastUpdateId)
            from++;
        var isContinued = from < _buffer.Count;
        var last = isContinued ? _buffer.FinalIdOf(_buffer.Count - 1) : lastUpdateId;
        if (last < _seen || (isContinued && _buffer.PreviousFinalIdOf(from) > lastUpdateId))
        {
            // What is put aside may continue the next snapshot; a book that is in step does without.
            if (Phase == BookPhase.Live)
                StopGathering();
            return BookStep.Stale;
        }

        var defect = _book.Load(bids, asks, asked);
        for (var i = from; i < _buffer.Count && defect == BookDefect.None; i++)
        {
            var diff = _buffer[i];
            defect = _book.Apply(diff.Bids, diff.Asks);
            eventTime = diff.EventTime;
        }

        StopGathering();
        return Judge(defect, BookStep.Loaded, last, eventTime, isContinued);
    }

    /// <summary>A diff has come, or a whole book by stream.</summary>
    public BookStep OnDiff(in BookDiff diff)
    {
        OnSubscribed();
        if (diff.IsWhole)
            return Replace(diff);
        if (_gathering)
            _buffer.Add(diff);
        var step = Phase == BookPhase.Live ? Follow(diff) : _gathering ? BookStep.Buffered : BookStep.Ignored;
        _seen = Math.Max(_seen, diff.FinalId);
        return step;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private BookStep Follow(in BookDiff diff)
    {
        if (diff.FinalId <= LastUpdateId)
            return BookStep.Repeated;
        // A snapshot may fall between the ends of two diffs: the first one after it begins at or before it.
        if (_followed ? diff.PreviousFinalId != LastUpdateId : diff.PreviousFinalId > LastUpdateId)
        {
            Lose();
            return BookStep.Gap;
        }

        return Judge(_book.Apply(diff.Bids, diff.Asks), BookStep.Applied, diff.FinalId, diff.EventTime, followed: true);
    }

    private BookStep Replace(in BookDiff diff)
    {
        Abandon(_ticket);
        _seen = diff.FinalId;
        var wholeBelow = rules.IsStreamed ? int.MaxValue : 0;
        return Judge(_book.Load(diff.Bids, diff.Asks, wholeBelow), BookStep.Loaded, diff.FinalId, diff.EventTime, followed: true);
    }

    private BookStep Judge(BookDefect defect, BookStep sound, long lastUpdateId, long eventTime, bool followed)
    {
        EventTime = eventTime;
        if (defect != BookDefect.None)
        {
            Defect = defect;
            Lose();
            return BookStep.Defect;
        }

        if (_book.IsExhausted)
        {
            Lose();
            return BookStep.Exhausted;
        }

        (Phase, LastUpdateId, _followed) = (BookPhase.Live, lastUpdateId, followed);
        return sound;
    }

    private void Lose()
    {
        Phase = BookPhase.Syncing;
        _book.Clear();
    }

    private void StopGathering()
    {
        _gathering = false;
        _buffer.Release();
    }
}
