using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Indicators;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Dashboard.Instruments.Chart;

/// <summary>
/// Indicators over the closed candles that are drawn, worked out once for each closed candle and shared by all pages. Of an instrument, an
/// interval and a first candle the newest values are kept, and no more in all than <see cref="MostCandles"/>.
/// </summary>
internal sealed class IndicatorCache
{
    /// <summary>Each takes about 300 bytes, all 6 MB.</summary>
    public const int MostCandles = 20_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<Key, Entry> _entries = [];
    private long _uses;

    internal int Computed { get; private set; }

    /// <summary>Candles of all that is kept.</summary>
    internal int Candles { get; private set; }

    /// <summary>The values after each closed candle, oldest first. The very same array for the same candles, as long as they are kept.</summary>
    public IndicatorValues[] Of(InstrumentId instrument, KlineInterval interval, ReadOnlySpan<Kline> klines)
    {
        var closed = klines.IsEmpty || klines[^1].Closed ? klines : klines[..^1];
        if (closed.IsEmpty)
            return [];
        // A repair may change any of them: their closes are part of what they are known by.
        var sum = 0.0;
        for (var i = 0; i < closed.Length; i++)
            sum += closed[i].Close * (i + 1);
        var (key, content) = (new Key(instrument, interval, closed[0].OpenTime), new Content(closed[^1].OpenTime, closed.Length, sum));
        if (Find(key, content) is { } known)
            return known;
        var values = IndicatorSet.Compute(closed);
        lock (_gate)
        {
            // Two may have worked out the same at once: the first is everybody's.
            if (Find(key, content) is { } first)
                return first;
            Keep(key, new Entry(content, values) { UsedAt = ++_uses });
            return values;
        }
    }

    private IndicatorValues[]? Find(Key key, Content content)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(key, out var entry) || entry.Content != content)
                return null;
            entry.UsedAt = ++_uses;
            return entry.Values;
        }
    }

    private void Keep(Key key, Entry entry)
    {
        Forget(key);
        _entries[key] = entry;
        Candles += entry.Values.Length;
        Computed++;
        while (Candles > MostCandles)
            Forget(_entries.MinBy(kept => kept.Value.UsedAt).Key);
    }

    private void Forget(Key key)
    {
        if (_entries.Remove(key, out var entry))
            Candles -= entry.Values.Length;
    }

    private readonly record struct Key(InstrumentId Instrument, KlineInterval Interval, long First);

    private readonly record struct Content(long Last, int Count, double Sum);

    private sealed record Entry(Content Content, IndicatorValues[] Values)
    {
        public long UsedAt { get; set; }
    }
}
