using Microsoft.Extensions.Logging;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Grains.MarketData;
using OrleansTrading.Storage;

namespace OrleansTrading.Grains.Symbols;

/// <summary>
/// Keeps one symbol's candles complete: warms them from the store, brings what is missing from the venue, and saves
/// what closes. Runs on its grain's turns only; awaits interleave with stream events, which the rules of the rings allow:
/// a closed candle is not changed by a late update, and an open one never goes back.
/// </summary>
internal sealed partial class CandleKeeper(
    InstrumentId instrument,
    CandleBook book,
    IMarketStore store,
    IMarketDataHub hub,
    MarketOptions options,
    MarketMetrics metrics,
    ILogger logger)
{
    private readonly HistoryCursor[] _cursors = [.. book.Intervals.Select(interval => new HistoryCursor(interval))];
    private readonly Dictionary<KlineInterval, List<Kline>> _unsaved = book.Intervals.ToDictionary(interval => interval, _ => new List<Kline>());
    private readonly IVenueConnector _venue = hub.Venue(instrument.Venue);
    private readonly List<CandleChange> _changes = [];
    private bool _gapSeen;

    /// <summary>Closed candles that the store does not have yet.</summary>
    public int Unsaved
    {
        get
        {
            // Asked for after every batch of events, hence without an enumerator on the heap.
            var count = 0;
            foreach (var klines in _unsaved.Values)
                count += klines.Count;
            return count;
        }
    }

    /// <summary>Whether the live flow has jumped over a candle since the last repair.</summary>
    public bool GapSeen => _gapSeen;

    /// <summary>Requests for candles made so far.</summary>
    public long Requests { get; private set; }

    /// <summary>A candle of the shortest interval has come by stream.</summary>
    public RingChange OnStream(in Kline kline)
    {
        var change = book.ApplyStream(kline, _changes);
        TakeChanges(followsLiveFlow: true);
        return change;
    }

    /// <summary>Whether anything is missing that was already due at the previous call.</summary>
    public bool IsOverdue()
    {
        var now = _venue.Clock.Now;
        var overdue = false;
        foreach (var cursor in _cursors)
            overdue |= cursor.IsOverdue(now);
        return overdue;
    }

    /// <summary>
    /// Brings everything from the last complete candle to the venue's present, the open candle of the shortest interval included.
    /// </summary>
    public async Task RepairAsync(CancellationToken cancellationToken)
    {
        _gapSeen = false;
        await Task.WhenAll(_cursors.Select(cursor => RepairAsync(cursor, cancellationToken)));
        Reseed();
        await CoverOpenCandlesAsync(cancellationToken);
    }

    /// <summary>Hands closed candles to the store. What cannot be saved is kept and tried again at the next call.</summary>
    public async Task<bool> SaveAsync(CancellationToken cancellationToken)
    {
        foreach (var (interval, klines) in _unsaved)
        {
            if (klines.Count == 0)
                continue;
            // Taken out before the write: saves interleave at it, and none is to write or drop what another one has under way.
            var batch = klines.ToArray();
            klines.Clear();
            try
            {
                await store.SaveKlinesAsync(instrument, interval, batch, cancellationToken);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                klines.InsertRange(0, batch);
                metrics.SaveFailure(instrument.Venue);
                LogSaveFailed(logger, instrument, interval.ToCode(), batch.Length, exception);
                return false;
            }
            catch
            {
                klines.InsertRange(0, batch);
                throw;
            }

            metrics.Saved(instrument.Venue, batch.Length);
        }

        return true;
    }

    private async Task RepairAsync(HistoryCursor cursor, CancellationToken cancellationToken)
    {
        if (cursor.Head is { } head)
        {
            await RequestRangeAsync(cursor, head, cancellationToken);
            cursor.CompleteHead();
        }

        var isBase = cursor.Interval == book.Intervals[0];
        var from = FirstWanted(cursor);
        while (isBase || cursor.IsBehind(_venue.Clock.Now))
        {
            var limit = LimitFor(cursor, from);
            var klines = await RequestAsync(cursor.Interval, from, limit, cancellationToken);
            var newestClosed = Take(cursor, klines);
            if (from is null || newestClosed is null || klines.Count < limit)
                return;
            from = newestClosed + cursor.Interval.ToMilliseconds();
        }
    }

    /// <summary>
    /// Brings the candles of the shortest interval that an open longer candle needs and that lie before the rings' windows.
    /// Nothing to do where each interval's ring spans at least one candle of the next.
    /// </summary>
    private async Task CoverOpenCandlesAsync(CancellationToken cancellationToken)
    {
        for (var asked = long.MinValue; book.MissingCover() is { } cover && cover.From > asked;)
        {
            asked = cover.From;
            var limit = (int)Math.Min(_venue.Rest.MaxKlinesPerRequest, cover.Count(book.BaseInterval));
            var klines = await RequestAsync(book.BaseInterval, cover.From, limit, cancellationToken);
            book.ApplyHistory(book.BaseInterval, klines.ToArray(), KlineSource.Rest, _changes);
            TakeChanges(followsLiveFlow: false);
        }
    }

    private async Task RequestRangeAsync(HistoryCursor cursor, KlineRange range, CancellationToken cancellationToken)
    {
        var limit = (int)Math.Min(_venue.Rest.MaxKlinesPerRequest, range.Count(cursor.Interval));
        for (long? from = range.From; from <= range.To;)
        {
            var klines = await RequestAsync(cursor.Interval, from, limit, cancellationToken, range.To);
            Take(cursor, klines);
            from = klines.Count < limit ? null : klines[^1].OpenTime + cursor.Interval.ToMilliseconds();
        }
    }

    private async Task<IReadOnlyList<Kline>> RequestAsync(
        KlineInterval interval, long? from, int limit, CancellationToken cancellationToken, long? to = null)
    {
        Requests++;
        metrics.HistoryRequest(instrument.Venue);
        return await hub.RequestHistoryAsync(
            _venue.Venue, token => _venue.Rest.GetKlinesAsync(instrument, interval, from, to, limit, token), cancellationToken);
    }

    /// <summary>Takes one page; answers the open time of its newest closed candle.</summary>
    private long? Take(HistoryCursor cursor, IReadOnlyList<Kline> klines)
    {
        var page = klines.ToArray();
        book.ApplyHistory(cursor.Interval, page, KlineSource.Rest, _changes);
        TakeChanges(followsLiveFlow: false);
        long? newestClosed = null;
        foreach (ref readonly var kline in page.AsSpan())
        {
            if (!kline.Closed)
                continue;
            // The ring names those that are new to it; those that are older than its window are to be stored as well.
            if (kline.OpenTime < book.Ring(cursor.Interval).WindowStart)
                _unsaved[cursor.Interval].Add(kline);
            newestClosed = kline.OpenTime;
        }

        if (newestClosed is { } newest)
            cursor.MoveTo(newest);
        return newestClosed;
    }

    /// <summary>As many candles as are missing, and a few that may begin meanwhile: the venue charges by the limit, not by what it sends.</summary>
    private int LimitFor(HistoryCursor cursor, long? from)
    {
        const int Margin = 5;
        var missing = from is { } first ? (_venue.Clock.Now - first) / cursor.Interval.ToMilliseconds() : options.Capacity;
        return (int)Math.Clamp(missing + Margin, Margin, _venue.Rest.MaxKlinesPerRequest);
    }

    /// <summary>The first open time to ask for; null for "the newest that fill the ring".</summary>
    private long? FirstWanted(HistoryCursor cursor)
    {
        if (cursor.NextOpenTime is not { } next)
            return null;
        var oldest = cursor.NewestClosedAt(_venue.Clock.Now) - (options.MaxRepairCandles - 1) * cursor.Interval.ToMilliseconds();
        if (next >= oldest)
            return next;
        LogGapLeft(logger, instrument, cursor.Interval.ToCode(), next, oldest);
        return oldest;
    }

    private void Reseed()
    {
        book.Reseed(_changes);
        TakeChanges(followsLiveFlow: false);
    }

    /// <summary>Whatever has become final or was put right is to be stored, wherever it came from.</summary>
    private void TakeChanges(bool followsLiveFlow)
    {
        foreach (var (interval, kline, change) in _changes)
        {
            _unsaved[interval].Add(kline);
            if (change == RingChange.Repaired)
                metrics.Repaired(instrument.Venue, 1);
            else
                metrics.Closed(instrument.Venue, 1);
            if (followsLiveFlow && change == RingChange.Closed && !Cursor(interval).OnClosed(kline.OpenTime))
                _gapSeen = true;
        }

        _changes.Clear();
    }

    private HistoryCursor Cursor(KlineInterval interval) => Array.Find(_cursors, cursor => cursor.Interval == interval)!;
}
