using System.Collections.Immutable;
using OrleansTrading.Contracts.Gaps;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Grains.MarketData;
using OrleansTrading.Grains.Symbols;
using OrleansTrading.Storage;

namespace OrleansTrading.Grains.Gaps;

/// <summary>
/// Checks one symbol's candles, in memory and in the store, against the grid, and repairs them: from each other where one has what the
/// other lacks, else from the venue. What the venue brings to fill a gap is marked as repaired. Used on its grain's turns, once.
/// </summary>
internal sealed class GapRepair(
    InstrumentId instrument, CandleBook book, CandleKeeper keeper, IMarketStore store, IMarketDataHub hub, bool isLive, GapQuery query)
{
    /// <summary>What closed only just is the business of the ordinary repair, which follows every candle. Milliseconds of the venue's time.</summary>
    internal const long Grace = 120_000;
    private const int Chunk = 5000;

    private readonly IVenueConnector _venue = hub.Venue(instrument.Venue);
    private readonly List<GapRange> _absent = [];
    private int _gaps, _repaired, _asked;
    private long _left;

    public async Task<GapReport> RunAsync(CancellationToken cancellationToken)
    {
        (string Kind, string Message)? failure = null;
        foreach (var interval in book.Intervals.Reverse())
        {
            var missing = await FindAsync(interval, cancellationToken);
            _gaps += missing.Count;
            foreach (var gap in missing)
            {
                failure ??= await RepairAsync(interval, gap, cancellationToken);
                if (failure is not null)
                    _left += gap.Count(interval);
            }
        }

        return new GapReport(book.Intervals.Count, _gaps, _repaired, _left, _asked, [.. _absent], failure?.Kind, failure?.Message);
    }

    /// <summary>What memory or store lack, after each has been given what the other holds.</summary>
    private async Task<IReadOnlyList<KlineRange>> FindAsync(KlineInterval interval, CancellationToken cancellationToken)
    {
        var now = _venue.Clock.Now - Grace;
        var newest = interval.OpenTimeOf(now) - interval.ToMilliseconds();
        var stored = await ReadAsync(interval, newest, cancellationToken);
        var inStore = MissingFromStore(interval, stored, newest);
        var inMemory = isLive ? await MissingFromMemoryAsync(interval, now, cancellationToken) : [];
        var held = stored.ToDictionary(kline => kline.OpenTime);
        Kline[] fromStore = [.. inMemory.Select(time => held.GetValueOrDefault(time)).Where(kline => kline.Closed)];
        Kline[] fromMemory = [.. inStore.Select(time => Held(interval, time)).Where(kline => kline.Closed)];
        if (fromStore.Length > 0)
            await keeper.TakeMissingAsync(interval, fromStore, KlineSource.Store, inMemory: true, cancellationToken);
        if (fromMemory.Length > 0)
            await keeper.TakeMissingAsync(interval, fromMemory, KlineSource.Store, inMemory: false, cancellationToken);
        _repaired += fromStore.Length + fromMemory.Length;
        _gaps += KlineRanges.Of(fromStore.Concat(fromMemory).Select(kline => kline.OpenTime), interval).Count;
        var found = fromStore.Concat(fromMemory).Select(kline => kline.OpenTime).ToHashSet();
        return KlineRanges.Of(inStore.Concat(inMemory).Where(time => !found.Contains(time) && !IsAbsent(interval, time)), interval);
    }

    private async Task<List<Kline>> ReadAsync(KlineInterval interval, long newest, CancellationToken cancellationToken)
    {
        var stored = new List<Kline>();
        var from = interval.OpenTimeOf(newest - (long)query.LookBack.TotalMilliseconds);
        while (from <= newest)
        {
            var page = await store.ReadKlinesAsync(instrument, interval, from, newest, Chunk, cancellationToken);
            stored.AddRange(page);
            from = page.Count < Chunk ? long.MaxValue : page[^1].OpenTime + interval.ToMilliseconds();
        }

        return stored;
    }

    /// <remarks>A symbol that is followed should have everything up to now; another one has an end, and what lies before its first candle was never wanted.</remarks>
    private List<long> MissingFromStore(KlineInterval interval, List<Kline> stored, long newest)
    {
        if (stored.Count == 0)
            return [];
        var missing = KlineGaps.Missing(
            System.Runtime.InteropServices.CollectionsMarshal.AsSpan(stored), interval, stored[0].OpenTime, isLive ? newest : stored[^1].OpenTime);
        return [.. missing.SelectMany(range => range.OpenTimes(interval))];
    }

    private async Task<List<long>> MissingFromMemoryAsync(KlineInterval interval, long now, CancellationToken cancellationToken)
    {
        long? listedSince = null;
        try
        {
            var listed = await hub.GetInstrumentsAsync(instrument.Venue, cancellationToken);
            listedSince = listed.TryGetValue(instrument, out var info) && info.OnboardTime > 0 ? info.OnboardTime : null;
        }
        catch (VenueException)
        {
            // Without it, what lies before the listing is asked for once, and then known to be absent.
        }

        return [.. book.MissingClosed(interval, now, listedSince).SelectMany(range => range.OpenTimes(interval))];
    }

    private Kline Held(KlineInterval interval, long openTime) =>
        book.Ring(interval).TryGetClosed(openTime, out var kline) ? kline : default;

    private bool IsAbsent(KlineInterval interval, long openTime) =>
        query.Absent.Any(range => range.Interval == interval && range.From <= openTime && openTime <= range.To);

    /// <returns>Why no more is to be asked; null when the gap was dealt with.</returns>
    private async Task<(string Kind, string Message)?> RepairAsync(KlineInterval interval, KlineRange gap, CancellationToken cancellationToken)
    {
        for (var from = gap.From; from <= gap.To;)
        {
            var wanted = new KlineRange(from, gap.To).Count(interval);
            var limit = (int)Math.Min(Math.Min(wanted, _venue.Rest.MaxKlinesPerRequest), query.MaxCandles - _asked);
            if (limit <= 0)
            {
                _left += wanted;
                return null;
            }

            if (_venue.Rest.BudgetWait is var wait && wait > query.LongestBudgetWait)
                return ("BudgetShort", $"{instrument.Venue} has no room for a request for another {wait.TotalSeconds:N1} s.");
            try
            {
                from = await AskAsync(interval, new KlineRange(from, gap.To), limit, cancellationToken);
            }
            catch (VenueException exception)
            {
                return (exception.Kind.ToString(), exception.Message);
            }
        }

        return null;
    }

    /// <returns>The open time to go on from.</returns>
    private async Task<long> AskAsync(KlineInterval interval, KlineRange gap, int limit, CancellationToken cancellationToken)
    {
        var length = interval.ToMilliseconds();
        _asked += limit;
        var rows = await hub.RequestHistoryAsync(
            _venue.Venue, token => _venue.Rest.GetKlinesAsync(instrument, interval, gap.From, gap.To, limit, token), cancellationToken);
        Kline[] inside = [.. rows.Where(row => row.OpenTime >= gap.From && row.OpenTime <= gap.To)];
        Kline[] closed = [.. inside.Where(row => row.Closed).Select(row => row with { Repaired = true })];
        if (closed.Length > 0)
        {
            await keeper.TakeMissingAsync(interval, closed, KlineSource.Repair, isLive, cancellationToken);
            _repaired += closed.Length;
        }

        // A full page may go on; a short one says that there is no more.
        var answeredTo = rows.Count >= limit && inside.Length > 0 ? inside[^1].OpenTime : gap.To;
        var came = inside.Select(row => row.OpenTime).ToHashSet();
        var absent = KlineRanges.Of(new KlineRange(gap.From, answeredTo).OpenTimes(interval).Where(time => !came.Contains(time)), interval);
        _absent.AddRange(absent.Select(range => new GapRange(interval, range.From, range.To)));
        return answeredTo + length;
    }
}
