using System.Collections.Concurrent;
using System.Collections.Immutable;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Indicators;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Dashboard.Instruments.Chart;

/// <summary>Indicators over the closed candles that are drawn, worked out once for each closed candle and shared by all pages.</summary>
internal sealed class IndicatorCache
{
    /// <summary>Each is of 300 candles as a rule, about 100 KB.</summary>
    private const int Kept = 64;

    private readonly ConcurrentDictionary<Key, IndicatorValues[]> _values = new();

    internal int Computed { get; private set; }

    /// <summary>The values after each closed candle, oldest first. The very same array for the same candles.</summary>
    public IndicatorValues[] Of(InstrumentId instrument, KlineInterval interval, ImmutableArray<Kline> klines)
    {
        var closed = klines.AsSpan();
        if (!closed.IsEmpty && !closed[^1].Closed)
            closed = closed[..^1];
        if (closed.IsEmpty)
            return [];
        // A repair may change any of them: their closes are part of what they are known by.
        var sum = 0.0;
        for (var i = 0; i < closed.Length; i++)
            sum += closed[i].Close * (i + 1);
        var key = new Key(instrument, interval, closed[0].OpenTime, closed[^1].OpenTime, closed.Length, sum);
        if (_values.TryGetValue(key, out var known))
            return known;
        if (_values.Count >= Kept)
            _values.Clear();
        Computed++;
        return _values.GetOrAdd(key, IndicatorSet.Compute(closed));
    }

    private readonly record struct Key(InstrumentId Instrument, KlineInterval Interval, long First, long Last, int Count, double Sum);
}
