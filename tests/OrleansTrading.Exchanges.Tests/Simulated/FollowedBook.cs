using System.Globalization;
using OrleansTrading.Domain.Books;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.MarketData;

namespace OrleansTrading.Exchanges.Tests.Simulated;

/// <summary>A book kept in step over a connector, compared with the simulator's own after every change while it says that it is live.</summary>
internal sealed class FollowedBook(VenueBench bench, BookRules rules, int comparedLevels) : IMarketDataSink, IDisposable
{
    private const int Asked = 1_000;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly Lock _gate = new();
    private readonly BookSync _sync = new(rules);
    private readonly SemaphoreSlim _changed = new(0);
    private Exception? _failure;

    /// <summary>Changes applied while in step.</summary>
    public int Applied { get; private set; }

    /// <summary>Times that the book was begun.</summary>
    public int Loaded { get; private set; }

    public bool TryPost(in MarketEvent marketEvent) => true;

    public ValueTask WaitForRoomAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public void OnDepth(in DepthUpdate update)
    {
        lock (_gate)
        {
            Note(_sync.OnDiff(new BookDiff(
                update.FinalUpdateId, update.PreviousFinalUpdateId, update.EventTime, update.Bids, update.Asks, update.IsSnapshot)));
        }
    }

    public void OnSubscribed(StreamKind kind)
    {
        lock (_gate)
            _sync.OnSubscribed();
        _changed.Release();
    }

    public void OnInterrupted(StreamKind kind)
    {
        lock (_gate)
            _sync.OnInterrupted();
        _changed.Release();
    }

    /// <summary>Follows until enough has come; snapshots are asked for as they are wanted.</summary>
    public async Task UntilAsync(Func<FollowedBook, bool> enough)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            long? ticket;
            lock (_gate)
            {
                if (_failure is not null)
                    throw new InvalidOperationException("A live book is not the venue's.", _failure);
                if (enough(this))
                    return;
                ticket = _sync.WantsSnapshot ? _sync.Begin() : null;
            }

            if (ticket is { } asked)
                await AskAsync(asked, limit.Token);
            else
                await _changed.WaitAsync(limit.Token);
        }
    }

    public void Dispose() => _changed.Dispose();

    private async Task AskAsync(long ticket, CancellationToken cancellationToken)
    {
        var snapshot = await bench.Rest.GetDepthAsync(bench.Instrument, Asked, cancellationToken);
        lock (_gate)
            Note(_sync.Complete(ticket, snapshot.LastUpdateId, snapshot.EventTime, [.. snapshot.Bids], [.. snapshot.Asks], Asked));
    }

    private void Note(BookStep step)
    {
        try
        {
            Applied += step == BookStep.Applied ? 1 : 0;
            Loaded += step == BookStep.Loaded ? 1 : 0;
            if (_sync.Phase == BookPhase.Live)
                Compare();
        }
        catch (ShouldAssertException failure)
        {
            _failure ??= failure;
        }

        _changed.Release();
    }

    private void Compare()
    {
        _sync.Book.Verify().ShouldBe(BookDefect.None);
        var truth = bench.Truth.Book(bench.TruthSymbol, DateTimeOffset.FromUnixTimeMilliseconds(_sync.EventTime), comparedLevels);
        var levels = new BookLevel[comparedLevels];
        levels[.._sync.Book.CopyBids(levels)].ShouldBe(truth.Bids.Select(level => Level(level.Price, level.Quantity)), $"bids at {_sync.EventTime}");
        levels[.._sync.Book.CopyAsks(levels)].ShouldBe(truth.Asks.Select(level => Level(level.Price, level.Quantity)), $"asks at {_sync.EventTime}");
    }

    private static BookLevel Level(decimal price, decimal quantity) => new(
        double.Parse(price.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
        double.Parse(quantity.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
}
