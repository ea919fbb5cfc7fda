using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Grains.Symbols;

namespace OrleansTrading.Grains.MarketData;

/// <summary>What the symbols of this silo hold in memory, and how often that was enough, as metrics labelled by venue.</summary>
internal sealed class CacheMetrics : IDisposable
{
    private readonly Meter _meter = new("OrleansTrading.Cache");
    private readonly ConcurrentDictionary<CandleCache, bool> _caches = [];
    private readonly Counter<long> _hits;
    private readonly Counter<long> _misses;

    public CacheMetrics()
    {
        _hits = _meter.CreateCounter<long>("orleanstrading.cache.hits", "{question}", "Questions for candles and readings that memory alone has answered.");
        _misses = _meter.CreateCounter<long>("orleanstrading.cache.misses", "{question}", "Questions for candles that took the store or the venue.");
        _meter.CreateObservableGauge("orleanstrading.cache.candles", () => Sum(cache => cache.Candles), "{candle}", "Candles held in memory.");
        _meter.CreateObservableGauge("orleanstrading.cache.bytes", () => Sum(cache => cache.Bytes), "By", "Bytes of the arrays that hold candles.");
    }

    public CandleCache Enter(string venue, CandleBook book)
    {
        var cache = new CandleCache(venue, book, this);
        _caches[cache] = true;
        return cache;
    }

    public void Leave(CandleCache cache) => _caches.TryRemove(cache, out _);

    public void Hit(string venue, int count) => _hits.Add(count, Label(venue));

    public void Miss(string venue) => _misses.Add(1, Label(venue));

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<long>> Sum(Func<CandleCache, long> value) => _caches.Keys
        .GroupBy(cache => cache.Venue)
        .Select(venue => new Measurement<long>(venue.Sum(value), Label(venue.Key)));

    private static KeyValuePair<string, object?> Label(string venue) => new("venue", venue);
}
