using OrleansTrading.Domain.Arbitrage;
using OrleansTrading.Domain.Books;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Benchmarks.Trading;

/// <summary>Seeded books of one asset at several venues, close to each other and at times apart by more than the fees.</summary>
internal static class MadeUpMarkets
{
    private const int Levels = 50;

    public static ArbitrageMarket Market(string venue, Random random)
    {
        var middle = 100 + (random.NextDouble() * 0.4);
        return new ArbitrageMarket(
            new InstrumentId(venue, "BTCUSDT"), "USDT", [.. Side(middle, -1, random)], [.. Side(middle, 1, random)], 0.0005, 0.0001, 1095,
            TimeSpan.FromMilliseconds(100), CanBeSold: true);
    }

    private static IEnumerable<BookLevel> Side(double middle, int step, Random random) =>
        Enumerable.Range(1, Levels).Select(i => new BookLevel(middle + (step * i * 0.01), 0.2 + random.NextDouble()));
}
