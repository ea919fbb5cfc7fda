using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using OrleansTrading.Contracts.Books;
using OrleansTrading.Domain.Books;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Grains.MarketData;

namespace OrleansTrading.Grains.Symbols;

/// <summary>
/// One symbol's order book. Diffs are applied where they arrive, on the connection's thread, for their levels are valid only then and nothing
/// is to be queued; the grain asks for snapshots and reads on its own turns. A lock keeps them apart, held for as long as a diff takes.
/// </summary>
internal sealed partial class BookKeeper(
    InstrumentId instrument, BookRules rules, int shownLevels, BookMetrics metrics, TimeProvider time, ILogger logger)
{
    private readonly Lock _gate = new();
    private readonly BookSync _sync = new(rules);
    private long? _received;
    private long _resyncs;
    private int _updates;
    private bool _wasLost;
    private bool _closed;

    public InstrumentId Instrument => instrument;

    /// <summary>A moment old when read.</summary>
    public BookPhase Phase => _sync.Phase;

    /// <summary>Bytes of the arrays that hold levels; a moment old when read.</summary>
    public long Bytes => _sync.Book.Bytes;

    public bool WantsSnapshot
    {
        get
        {
            lock (_gate)
                return !_closed && _sync.WantsSnapshot;
        }
    }

    public void OnDepth(in DepthUpdate update)
    {
        var received = time.GetTimestamp();
        var diff = new BookDiff(update.FinalUpdateId, update.PreviousFinalUpdateId, update.EventTime, update.Bids, update.Asks, update.IsSnapshot);
        BookStep step;
        bool wasLost;
        lock (_gate)
        {
            if (_closed)
                return;
            _updates++;
            step = _sync.OnDiff(diff);
            if (step == BookStep.Applied)
            {
                _received = received;
                return;
            }

            wasLost = Note(step, received);
        }

        Tell(step, wasLost);
    }

    public void OnSubscribed()
    {
        lock (_gate)
        {
            if (_closed)
                return;
            _sync.OnSubscribed();
            metrics.Enter(this);
        }
    }

    public void OnInterrupted()
    {
        lock (_gate)
        {
            _wasLost |= _sync.Phase == BookPhase.Live;
            _sync.OnInterrupted();
        }
    }

    /// <summary>A request for a snapshot begins. Answers the ticket to come back with.</summary>
    public long Begin()
    {
        lock (_gate)
            return _sync.Begin();
    }

    /// <summary>The snapshot has come.</summary>
    /// <param name="ticket">Of the request.</param>
    /// <param name="snapshot">What came.</param>
    /// <param name="asked">Levels a side that were asked for.</param>
    public void Complete(long ticket, OrderBookSnapshot snapshot, int asked)
    {
        BookLevel[] bids = [.. snapshot.Bids], asks = [.. snapshot.Asks];
        var received = time.GetTimestamp();
        BookStep step;
        bool wasLost;
        lock (_gate)
        {
            step = _sync.Complete(ticket, snapshot.LastUpdateId, snapshot.EventTime, bids, asks, asked);
            wasLost = Note(step, received);
        }

        Tell(step, wasLost);
    }

    /// <summary>The request has failed.</summary>
    public void Abandon(long ticket)
    {
        lock (_gate)
            _sync.Abandon(ticket);
    }

    /// <summary>Diffs that have come since this was asked last.</summary>
    public int TakeUpdates()
    {
        lock (_gate)
        {
            var updates = _updates;
            _updates = 0;
            return updates;
        }
    }

    /// <summary>The best levels, or none while the book is not to be believed.</summary>
    public OrderBookView View(int levels)
    {
        levels = Math.Min(levels, shownLevels);
        BookLevel[] bids = new BookLevel[levels], asks = new BookLevel[levels];
        lock (_gate)
        {
            var book = _sync.Book;
            var (bidCount, askCount) = (book.CopyBids(bids), book.CopyAsks(asks));
            TimeSpan? age = _received is { } received ? time.GetElapsedTime(received) : null;
            return new OrderBookView(
                instrument, _sync.Phase, _sync.EventTime, age, _sync.LastUpdateId,
                ImmutableArray.Create(bids, 0, bidCount), ImmutableArray.Create(asks, 0, askCount), _resyncs);
        }
    }

    /// <summary>From now on everything is forgotten.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            _sync.OnInterrupted();
        }

        metrics.Leave(this);
    }

    /// <summary>Under the lock. Answers whether the book had been in step, lost it, and has it again.</summary>
    private bool Note(BookStep step, long received)
    {
        if (step is BookStep.Gap or BookStep.Defect or BookStep.Exhausted)
            _wasLost = true;
        if (step != BookStep.Loaded)
            return false;
        var wasLost = _wasLost;
        (_received, _wasLost, _resyncs) = (received, false, _resyncs + (wasLost ? 1 : 0));
        return wasLost;
    }

    /// <summary>Outside of the lock, for it logs.</summary>
    private void Tell(BookStep step, bool wasLost)
    {
        switch (step)
        {
            case BookStep.Loaded when wasLost:
                metrics.Resync(instrument.Venue);
                LogResynced(logger, instrument, _sync.LastUpdateId);
                break;
            case BookStep.Gap:
                metrics.Gap(instrument.Venue);
                LogGap(logger, instrument, _sync.LastUpdateId);
                break;
            case BookStep.Defect:
                metrics.Defect(instrument.Venue);
                LogDefect(logger, instrument, _sync.Defect, _sync.LastUpdateId);
                break;
            case BookStep.Exhausted:
                LogExhausted(logger, instrument);
                break;
            case BookStep.Stale:
                LogStale(logger, instrument);
                break;
        }
    }
}
