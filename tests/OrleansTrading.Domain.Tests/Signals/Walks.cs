using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Domain.Tests.Signals;

/// <summary>Seeded random walks of closed candles.</summary>
internal static class Walks
{
    public const KlineInterval Interval = KlineInterval.FiveMinutes;
    public const long Start = 1_767_225_600_000;
    public const long Length = 300_000;

    /// <param name="seed">What the walk follows from.</param>
    /// <param name="count">Candles.</param>
    /// <param name="drift">Mean change a candle, as a fraction of its usual size.</param>
    public static Kline[] Of(int seed, int count, double drift = 0)
    {
        var random = new Random(seed);
        var price = 100 + (random.NextDouble() * 100);
        var klines = new Kline[count];
        for (var i = 0; i < count; i++)
        {
            var open = price;
            price += ((random.NextDouble() - 0.5 + drift) * 0.8);
            price = Math.Max(price, 20);
            var (high, low) = (Math.Max(open, price) + (random.NextDouble() * 0.3), Math.Min(open, price) - (random.NextDouble() * 0.3));
            var volume = 10 + (random.NextDouble() * 90);
            var taker = volume * random.NextDouble();
            klines[i] = new Kline(Start + (i * Length), open, high, low, price, volume, volume * price, taker, taker * price, 10 + i, true);
        }

        return klines;
    }

    /// <summary>The same market upside down: every price reflected at <paramref name="centre"/>, buyers and sellers exchanged.</summary>
    public static Kline Mirror(Kline kline, double centre) => kline with
    {
        Open = (2 * centre) - kline.Open,
        High = (2 * centre) - kline.Low,
        Low = (2 * centre) - kline.High,
        Close = (2 * centre) - kline.Close,
        TakerBuyVolume = kline.Volume - kline.TakerBuyVolume,
    };
}
