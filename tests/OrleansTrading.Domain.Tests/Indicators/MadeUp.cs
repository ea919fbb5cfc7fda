using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Domain.Tests.Indicators;

/// <summary>Series that a seed makes.</summary>
internal static class MadeUp
{
    private const long Hour = 3_600_000;

    /// <summary>Hourly candles of a random walk from a midnight on, some of them without a trade if <paramref name="quiet"/>.</summary>
    public static Kline[] Walk(int seed, int count, double scale = 100, bool quiet = true)
    {
        var random = new Random(seed);
        var klines = new Kline[count];
        var price = scale * (1 + random.NextDouble());
        for (var i = 0; i < count; i++)
        {
            var open = price;
            var still = quiet && random.Next(20) == 0;
            price = still ? price : price * Math.Exp((random.NextDouble() - 0.5) / 20);
            var spread = still ? 0 : random.NextDouble() * price / 50;
            klines[i] = new Kline(
                i * Hour, open, Math.Max(open, price) + spread, Math.Min(open, price) - (spread / 2), price,
                still ? 0 : Math.Round(1 + (random.NextDouble() * 1000), 3), 0, 0, 0, 0, Closed: true);
        }

        return klines;
    }

    /// <summary>Numbers of any size, in turns large and small, with flat stretches.</summary>
    public static double[] Numbers(int seed, int count)
    {
        var random = new Random(seed);
        var numbers = new double[count];
        var scale = 1.0;
        for (var i = 0; i < count; i++)
        {
            if (random.Next(40) == 0)
                scale = Math.Pow(10, random.Next(-8, 12));
            numbers[i] = i > 0 && random.Next(3) == 0 ? numbers[i - 1] : scale * (random.NextDouble() - 0.3);
        }

        return numbers;
    }
}
