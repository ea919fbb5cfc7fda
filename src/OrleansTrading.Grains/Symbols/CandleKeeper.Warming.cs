using OrleansTrading.Domain.Candles;
using OrleansTrading.Exchanges.Errors;

namespace OrleansTrading.Grains.Symbols;

internal sealed partial class CandleKeeper
{
    public async Task WarmFromStoreAsync(CancellationToken cancellationToken)
    {
        var present = await PresentAsync(cancellationToken);

        // Longest first: a candle that is there need not be summed from its parts.
        foreach (var cursor in _cursors.Reverse())
        {
            var klines = await ReadLatestAsync(cursor.Interval, present, cancellationToken);
            if (klines.Count == 0)
                continue;
            book.ApplyHistory(cursor.Interval, klines.ToArray(), KlineSource.Store, _changes);
            TakeChanges(followsLiveFlow: false);
            cursor.StartFrom(klines, options.Capacity);
        }

        Reseed();
    }

    /// <summary>
    /// The market's present, where it can lie before what is stored: a simulated market that was started anew may have been set back,
    /// and what it has yet to say must not be shown as closed. Null where that cannot be or cannot be told.
    /// </summary>
    private async Task<long?> PresentAsync(CancellationToken cancellationToken)
    {
        if (!_venue.IsSimulated)
            return null;
        try
        {
            return _venue.Clock.Said?.Time ?? await _venue.Rest.GetServerTimeAsync(cancellationToken);
        }
        catch (VenueException)
        {
            // Told by whatever is asked of the venue next.
            return null;
        }
    }

    private async Task<IReadOnlyList<Kline>> ReadLatestAsync(KlineInterval interval, long? present, CancellationToken cancellationToken)
    {
        var klines = await store.ReadLatestKlinesAsync(instrument, interval, options.Capacity, cancellationToken);
        var lastOpenTime = present - interval.ToMilliseconds();
        if (klines.Count == 0 || !(klines[^1].OpenTime > lastOpenTime))
            return klines;
        LogAheadOfVenue(logger, instrument, interval.ToCode(), klines.Count(kline => kline.OpenTime > lastOpenTime));
        return await store.ReadKlinesAsync(
            instrument, interval, interval.OpenTimeOf(lastOpenTime.Value) - ((options.Capacity - 1) * interval.ToMilliseconds()),
            lastOpenTime.Value, options.Capacity, cancellationToken);
    }
}
