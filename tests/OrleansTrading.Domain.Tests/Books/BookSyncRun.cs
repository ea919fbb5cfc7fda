using OrleansTrading.Domain.Books;

namespace OrleansTrading.Domain.Tests.Books;

/// <summary>A book kept in step with a made-up venue over a line that loses, doubles and swaps messages, by snapshots that come late or are old.</summary>
internal sealed class BookSyncRun(int seed)
{
    private readonly Random _random = new(seed);
    private readonly MadeUpVenue _venue = new(seed);
    private readonly BookSync _sync = new(new BookRules(Levels: 30, BufferLevels: 60, RefillBelow: 3));
    private readonly int _asked = 5 + (new Random(seed).Next() % 40);
    private MadeUpVenue.Message? _heldBack;
    private (long Ticket, MadeUpVenue.Message Snapshot, long Id, int Due)? _request;
    private int _steps;

    public void Step(bool troubled)
    {
        _steps++;
        var message = _venue.Next(_random.Next(1, 6));
        switch (troubled ? _random.Next(24) : 24)
        {
            case 0:
                break;
            case 1:
                Deliver(message);
                Deliver(message);
                break;
            case 2 when _heldBack is null:
                _heldBack = message;
                break;
            case 3:
                Deliver(_venue.Diffs[_random.Next(1, _venue.Diffs.Count)]);
                Deliver(message);
                break;
            case 4 when _random.Next(4) == 0:
                _sync.OnInterrupted();
                _sync.OnSubscribed();
                break;
            default:
                Deliver(message);
                if (_heldBack is { } late)
                    Deliver(late);
                _heldBack = null;
                break;
        }

        Ask(troubled);
        Check();
    }

    /// <summary>From here on everything comes, and every answer is new enough: soon the book is live with the newest.</summary>
    public void Recover()
    {
        _heldBack = null;
        for (var i = 0; i < 50; i++)
        {
            Step(troubled: false);
            if (_sync.Phase == BookPhase.Live && _sync.LastUpdateId == _venue.Newest.FinalId)
                return;
        }

        throw new InvalidOperationException($"Seed {seed}: the book is {_sync.Phase} at {_sync.LastUpdateId}, not live at {_venue.Newest.FinalId}.");
    }

    private void Ask(bool troubled)
    {
        if (_request is { } request && request.Due <= _steps)
        {
            _request = null;
            if (_random.Next(10) == 0 && troubled)
                _sync.Abandon(request.Ticket);
            else
                _sync.Complete(request.Ticket, request.Id, 1, [.. request.Snapshot.AllBids.Take(_asked)], [.. request.Snapshot.AllAsks.Take(_asked)], _asked);
        }

        if (!_sync.WantsSnapshot || _request is not null)
            return;
        // An answer may come out of a cache; its id may lie between the ends of two messages.
        var shown = troubled && _random.Next(3) == 0 ? _venue.Diffs[_random.Next(_venue.Diffs.Count)] : _venue.Newest;
        var index = _venue.Diffs.IndexOf(shown);
        var last = index + 1 < _venue.Diffs.Count ? _venue.Diffs[index + 1].FinalId - 1 : shown.FinalId;
        _request = (_sync.Begin(), shown, _random.NextInt64(shown.FinalId, last + 1), _steps + _random.Next(troubled ? 8 : 2));
    }

    private void Deliver(MadeUpVenue.Message message) =>
        _sync.OnDiff(new BookDiff(message.FinalId, message.PreviousFinalId, message.FinalId, [.. message.Bids], [.. message.Asks]));

    private void Check()
    {
        if (_sync.Phase != BookPhase.Live)
        {
            (_sync.Book.BidCount, _sync.Book.AskCount).ShouldBe((0, 0));
            return;
        }

        var truth = _venue.At(_sync.LastUpdateId);
        _sync.Book.Verify().ShouldBe(BookDefect.None);
        var (bids, asks) = (new BookLevel[_sync.Book.BidCount], new BookLevel[_sync.Book.AskCount]);
        _sync.Book.CopyBids(bids);
        _sync.Book.CopyAsks(asks);
        bids.ShouldBe(truth.AllBids.Take(bids.Length), $"seed {seed}, step {_steps}");
        asks.ShouldBe(truth.AllAsks.Take(asks.Length), $"seed {seed}, step {_steps}");
    }
}
