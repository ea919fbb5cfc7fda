using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Grains.MarketData;

namespace OrleansTrading.Grains.Symbols;

/// <summary>What one symbol holds in memory and how often it was enough. Written on its grain's turns; its figures may be read from anywhere.</summary>
internal sealed class CandleCache(string venue, CandleBook book, CacheMetrics metrics) : IDisposable
{
    private long _hits;
    private long _misses;

    public string Venue => venue;

    public long Bytes { get; } = book.Bytes;

    /// <summary>Candles held; a moment old when read outside of the grain's turn.</summary>
    public long Candles
    {
        get
        {
            var candles = 0L;
            foreach (var interval in book.Intervals)
                candles += book.Ring(interval).Count;
            return candles;
        }
    }

    /// <summary>Memory alone has answered so many questions.</summary>
    public void Hit(int count)
    {
        _hits += count;
        metrics.Hit(venue, count);
    }

    /// <summary>A question took the store or the venue.</summary>
    public void Miss()
    {
        _misses++;
        metrics.Miss(venue);
    }

    public CacheStatus Status(long venueNow) => new(
        Bytes, _hits, _misses,
        [
            .. book.Intervals.Select(interval => book.Ring(interval)).Select(ring => new IntervalCache(
                ring.Interval, ring.Count,
                ring.NewestClosedOpenTime is { } newest
                    ? TimeSpan.FromMilliseconds(Math.Max(0, venueNow - newest - ring.Interval.ToMilliseconds()))
                    : null)),
        ]);

    public void Dispose() => metrics.Leave(this);
}
