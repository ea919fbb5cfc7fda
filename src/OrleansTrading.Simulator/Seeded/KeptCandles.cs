using System.Collections.Concurrent;
using OrleansTrading.Simulator.Market;

namespace OrleansTrading.Simulator.Seeded;

/// <summary>
/// Closed candles that take many minutes to sum, so that asking for them again costs little. A closed candle never
/// changes, hence a kept one equals one summed anew. Safe for any number of threads.
/// </summary>
internal sealed class KeptCandles
{
    // Three hundred candles each of 1h, 4h and 1d, and as much again.
    private const int Most = 2_000;

    private readonly ConcurrentDictionary<(long Length, long Open), Candle> _candles = new();

    public bool TryGet(VenueInterval interval, long open, out Candle candle)
    {
        candle = default;
        return IsWorthKeeping(interval) && _candles.TryGetValue((interval.Milliseconds, open), out candle);
    }

    /// <summary>Keeps the candle if it is closed at <paramref name="now"/> and long.</summary>
    public void Offer(VenueInterval interval, in Candle candle, long now)
    {
        if (candle.CloseTime >= now || !IsWorthKeeping(interval))
        {
            return;
        }

        if (_candles.Count >= Most)
        {
            _candles.Clear();
        }

        _candles[(interval.Milliseconds, candle.OpenTime)] = candle;
    }

    private static bool IsWorthKeeping(VenueInterval interval) => interval.Milliseconds >= 60 * VenueInterval.Minute;
}
