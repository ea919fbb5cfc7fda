using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Domain.Tests.Candles;

/// <summary>Candles for tests.</summary>
internal static class Klines
{
    public const long Minute = 60_000;

    /// <summary>A time on every interval's grid.</summary>
    public const long Start = 1_767_225_600_000;

    public static long At(int minute) => Start + (minute * Minute);

    /// <summary>A candle whose values all follow from its trades, so that two of the same time and trades are the same.</summary>
    public static Kline Of(long openTime, int trades, bool closed) => new(
        openTime, 100, 100 + trades, 100 - (trades % 50), 100 + (trades % 7), trades * 0.5, trades * 51.25, trades * 0.25, trades * 25.5, trades, closed);

    public static Kline Open(int minute, int trades) => Of(At(minute), trades, closed: false);

    public static Kline Closed(int minute, int trades) => Of(At(minute), trades, closed: true);

    /// <summary>A closed candle with seeded random values: prices with two decimals, volumes with up to three.</summary>
    public static Kline Random(Random random, long openTime)
    {
        var open = Decimals(random, 50_000, 100_000, 2);
        var close = Decimals(random, 50_000, 100_000, 2);
        var volume = Decimals(random, 1, 20_000, 3);
        var quote = Decimals(random, 1, 1_000_000_000, 5);
        return new Kline(
            openTime, (double)open, (double)(Math.Max(open, close) + 1.01m), (double)(Math.Min(open, close) - 1.01m), (double)close,
            (double)volume, (double)quote, (double)Math.Round(volume / 3, 3), (double)Math.Round(quote / 3, 5), random.Next(1, 10_000), true);
    }

    private static decimal Decimals(Random random, int from, int to, int decimals) =>
        decimal.Round(random.Next(from, to) + (decimal)random.NextDouble(), random.Next(1, decimals + 1));
}
