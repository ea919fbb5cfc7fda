using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Domain.Tests.Candles;

/// <summary>The ring's rules over a dictionary, as plainly as they can be said.</summary>
internal sealed class RingOracle(KlineInterval interval, int capacity)
{
    private readonly Dictionary<long, (Kline Kline, bool Ended, bool Summed)> _candles = [];
    private long? _newestSeen;

    public Kline[] All => [.. _candles.Values.Select(entry => entry.Kline).OrderBy(kline => kline.OpenTime)];

    public IEnumerable<long> Ended => _candles.Values.Where(entry => entry.Ended).Select(entry => entry.Kline.OpenTime).Order();

    public RingChange Apply(Kline kline, KlineSource source)
    {
        var length = interval.ToMilliseconds();
        if (kline.OpenTime <= _newestSeen - (capacity * length))
            return RingChange.TooOld;
        if (_newestSeen is null || kline.OpenTime > _newestSeen)
        {
            _newestSeen = kline.OpenTime;
            foreach (var (openTime, entry) in _candles.ToList())
            {
                if (openTime <= _newestSeen - (capacity * length))
                    _candles.Remove(openTime);
                else if (!entry.Kline.Closed)
                    _candles[openTime] = entry with { Ended = true };
            }
        }

        var known = _candles.TryGetValue(kline.OpenTime, out var present);
        if (known && present.Kline == kline && (kline.Closed || !present.Ended))
            return RingChange.Unchanged;
        var change = (known, present.Kline.Closed, kline.Closed) switch
        {
            (true, true, true) when source is KlineSource.Rest or KlineSource.Repair || (source == KlineSource.RollUp && present.Summed) => RingChange.Repaired,
            (true, true, _) => RingChange.Ignored,
            (_, _, true) => RingChange.Closed,
            _ when kline.OpenTime < _newestSeen => RingChange.Ignored,
            (false, _, _) => RingChange.Added,
            _ when IsNewer(kline, present.Kline, source) => RingChange.Updated,
            _ => RingChange.Ignored,
        };
        if (change != RingChange.Ignored)
            _candles[kline.OpenTime] = (kline, false, source == KlineSource.RollUp);
        return change;
    }

    private static bool IsNewer(Kline kline, Kline present, KlineSource source)
    {
        var order = (kline.Trades, kline.Volume).CompareTo((present.Trades, present.Volume));
        return order > 0 || (order == 0 && (source is KlineSource.Stream or KlineSource.RollUp));
    }
}
