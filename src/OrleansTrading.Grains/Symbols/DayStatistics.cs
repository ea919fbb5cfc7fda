using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Grains.Symbols;

/// <summary>Change and traded value of the last 24 hours, from the shortest ring that reaches back so far.</summary>
internal readonly record struct DayStatistics(double? ChangePercent, double? QuoteVolume)
{
    private const long Day = 86_400_000;

    public static DayStatistics Of(CandleBook book, double? lastPrice)
    {
        if (lastPrice is not { } last)
            return default;
        foreach (var interval in book.Intervals)
        {
            var ring = book.Ring(interval);
            if (ring.Newest is not { } newest || ring.Oldest is not { } oldest)
                continue;
            var from = newest + interval.ToMilliseconds() - Day;
            if (interval.ToMilliseconds() >= Day || oldest > from || !ring.TryGet(interval.OpenTimeOf(from), out var first))
                continue;
            var volume = 0.0;
            for (var time = first.OpenTime; time <= newest; time += interval.ToMilliseconds())
                volume += ring.TryGet(time, out var kline) ? kline.QuoteVolume : 0;
            return new DayStatistics(first.Open > 0 ? (last / first.Open - 1) * 100 : null, volume);
        }

        return default;
    }
}
