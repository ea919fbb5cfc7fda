using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Benchmarks.Components;

/// <summary>Closed candles of one series along a random walk, a minute each.</summary>
internal static class MadeUpKlines
{
    private const long Minute = 60_000;

    public static Kline[] Make(Random random, int length, long start = 0)
    {
        var price = 100 * (1 + random.NextDouble());
        var klines = new Kline[length];
        for (var i = 0; i < length; i++)
        {
            var open = price;
            price *= Math.Exp((random.NextDouble() - 0.5) / 50);
            var volume = 1 + (random.NextDouble() * 1000);
            klines[i] = new Kline(
                start + (i * Minute), open, Math.Max(open, price) * 1.002, Math.Min(open, price) * 0.998, price,
                volume, volume * price, volume / 2, volume * price / 2, 100, Closed: true);
        }

        return klines;
    }
}
