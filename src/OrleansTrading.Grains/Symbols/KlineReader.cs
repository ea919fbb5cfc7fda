using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.RateLimits;
using OrleansTrading.Grains.MarketData;
using OrleansTrading.Storage;

namespace OrleansTrading.Grains.Symbols;

/// <summary>
/// Answers questions for candles: from memory where the ring covers the range, else from the store, and from the venue
/// for what the store lacks, which is then kept. Memory has the last word, since it holds the open candle.
/// </summary>
internal sealed partial class KlineReader(
    InstrumentId instrument, CandleBook book, IMarketStore store, IMarketDataHub hub, CandleCache cache, MarketMetrics metrics, TimeProvider time,
    ILogger logger)
{
    /// <summary>Whoever looks at the answer is told by then that it cannot be had now. It is less than grain calls and clients wait.</summary>
    private static readonly TimeSpan LongestAsking = TimeSpan.FromSeconds(10);

    /// <summary>The same for who can wait. Nothing is asked for when nobody is there any more to hear it.</summary>
    private static readonly TimeSpan LongestWaiting = TimeSpan.FromSeconds(25);

    private readonly IVenueConnector _venue = hub.Venue(instrument.Venue);

    public async Task<KlineSeries> ReadAsync(KlineQuery query, CancellationToken cancellationToken)
    {
        var newest = NewestOpenTime(query.Interval);
        var (from, to) = Range(query, newest);
        if (from > to)
            return Series(query, []);
        var held = FromMemory(query.Interval, from, to);
        if (IsWhole(held, query.Interval, from, to, newest))
        {
            cache.Hit(1);
            return Series(query, held);
        }

        cache.Miss();
        var found = new SortedDictionary<long, Kline>();
        var stored = await store.ReadKlinesAsync(instrument, query.Interval, from, to, query.Limit, cancellationToken);
        Add(found, stored);
        Add(found, FromMemory(query.Interval, from, to));
        if (FirstMissing(found, query.Interval, from, to, newest) is { } missing)
        {
            Add(found, await AskVenueAsync(query, missing, to, cancellationToken));
            Add(found, FromMemory(query.Interval, from, to));
        }

        return Series(query, [.. found.Values]);
    }

    /// <summary>The asked open times, on the grid: never more than the limit, never beyond the venue's present.</summary>
    private static (long From, long To) Range(KlineQuery query, long newest)
    {
        var length = query.Interval.ToMilliseconds();
        var to = query.Interval.OpenTimeOf(Math.Min(query.EndTime ?? newest, newest));
        if (query.StartTime is not { } start)
            return (Math.Max(0, to - (query.Limit - 1) * length), to);
        var from = query.Interval.OpenTimeOf(start + length - 1);
        return (from, Math.Min(to, from + (query.Limit - 1) * length));
    }

    /// <remarks>
    /// What is followed live ends where its ring ends: a minute without a trade yet has no candle, and asking the venue would not bring one.
    /// </remarks>
    private long NewestOpenTime(KlineInterval interval) =>
        book.TryGetRing(interval)?.Newest ?? interval.OpenTimeOf(book.Base.Newest ?? _venue.Clock.Now);

    private Kline[] FromMemory(KlineInterval interval, long from, long to)
    {
        if (book.TryGetRing(interval) is { } ring)
            return ring.ToArray(from, to);
        return book.RunningCandle(interval) is { } running && running.OpenTime >= from && running.OpenTime <= to ? [running] : [];
    }

    private async Task<IReadOnlyList<Kline>> AskVenueAsync(KlineQuery query, long from, long to, CancellationToken cancellationToken)
    {
        var klines = new List<Kline>();
        var longest = query.CanWait ? LongestWaiting : LongestAsking;
        using var patience = new CancellationTokenSource(longest, time);
        using var asking = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        string? failure = null;
        try
        {
            await AskVenueAsync(query, from, to, klines, asking.Token);
        }
        catch (VenueException exception)
        {
            failure = $"cannot be asked now ({exception.Message})";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            failure = $"has not answered within {longest.TotalSeconds} s; ask again";
        }

        // What has come is kept: who asks again begins behind it.
        var closed = klines.Where(kline => kline.Closed).ToArray();
        if (closed.Length > 0)
            await KeepAsync(query.Interval, closed, cancellationToken);
        return failure is null ? klines
            : throw new HistoryUnavailableException($"{instrument} {query.Interval.ToCode()}: candles from {from} on are not held here and {instrument.Venue} {failure}");
    }

    private async Task AskVenueAsync(KlineQuery query, long from, long to, List<Kline> klines, CancellationToken cancellationToken)
    {
        while (from <= to)
        {
            var (start, limit) = (from, (int)Math.Min(_venue.Rest.MaxKlinesPerRequest, ((to - from) / query.Interval.ToMilliseconds()) + 1));
            var rows = query.CanWait
                ? await hub.RequestHistoryAsync(_venue.Venue, token => _venue.Rest.GetKlinesAsync(instrument, query.Interval, start, to, limit, token), cancellationToken)
                : await hub.RequestAnswerAsync(
                    _venue.Venue, token => _venue.Rest.GetKlinesAsync(instrument, query.Interval, start, to, limit, token, RequestClass.Awaited), cancellationToken);
            klines.AddRange(rows);
            if (rows.Count < limit)
                break;
            from = rows[^1].OpenTime + query.Interval.ToMilliseconds();
        }
    }

    /// <summary>What cannot be kept is answered all the same, and asked of the venue again the next time.</summary>
    private async Task KeepAsync(KlineInterval interval, Kline[] closed, CancellationToken cancellationToken)
    {
        try
        {
            await store.SaveKlinesAsync(instrument, interval, closed, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            metrics.SaveFailure(instrument.Venue);
            LogNotKept(logger, instrument, interval.ToCode(), closed.Length, exception);
        }
    }

    /// <summary>The first candle that is absent or, though its time is over, not final.</summary>
    private static long? FirstMissing(SortedDictionary<long, Kline> found, KlineInterval interval, long from, long to, long newest)
    {
        for (var openTime = from; openTime <= to; openTime += interval.ToMilliseconds())
        {
            if (!found.TryGetValue(openTime, out var kline) || (!kline.Closed && openTime < newest))
                return openTime;
        }

        return null;
    }

    private static bool IsWhole(Kline[] held, KlineInterval interval, long from, long to, long newest) =>
        held.Length == ((to - from) / interval.ToMilliseconds()) + 1 && held.All(kline => kline.Closed || kline.OpenTime == newest);

    private static void Add(SortedDictionary<long, Kline> found, IEnumerable<Kline> klines)
    {
        foreach (var kline in klines)
        {
            // A closed candle is never replaced by an open one of the same time.
            if (kline.Closed || !found.TryGetValue(kline.OpenTime, out var known) || !known.Closed)
                found[kline.OpenTime] = kline;
        }
    }

    private KlineSeries Series(KlineQuery query, Kline[] klines) => new(instrument, query.Interval, ImmutableArray.Create(klines));
}
