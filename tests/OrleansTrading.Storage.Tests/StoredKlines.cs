using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Storage.Tests;

/// <summary>Candles for tests; every value follows from the number and the variant.</summary>
internal static class StoredKlines
{
    public const KlineInterval Interval = KlineInterval.OneMinute;

    public static readonly InstrumentId Bitcoin = InstrumentId.Parse("binance:BTCUSDT");

    /// <summary>2026-01-01: the first candle of a month and of a year.</summary>
    public const long Start = 1_767_225_600_000;

    public static long TimeOf(int number) => Start + (number * 60_000L);

    public static Kline Of(int number, int variant = 0)
    {
        var size = Math.Abs(number);
        return new Kline(
            TimeOf(number), 100.5 + size, 200.25 + size + variant, 50.125, 101.1, 12.345 + variant, 6789.01, 1.5, 150.75, (size % 1000) + variant, true);
    }

    public static Kline[] Range(int first, int count, int variant = 0) => [.. Enumerable.Range(first, count).Select(number => Of(number, variant))];

    public static Task SaveAsync(this IMarketStore store, params Kline[] klines) =>
        store.SaveKlinesAsync(Bitcoin, Interval, klines, TestContext.Current.CancellationToken);

    public static Task<IReadOnlyList<Kline>> LatestAsync(this IMarketStore store, int count = int.MaxValue) =>
        store.ReadLatestKlinesAsync(Bitcoin, Interval, count, TestContext.Current.CancellationToken);

    public static Task<IReadOnlyList<Kline>> ReadAsync(this IMarketStore store, long from = long.MinValue, long to = long.MaxValue, int limit = int.MaxValue) =>
        store.ReadKlinesAsync(Bitcoin, Interval, from, to, limit, TestContext.Current.CancellationToken);
}
