using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.MarketData;

namespace OrleansTrading.Exchanges.Okx.Mapping;

/// <summary>What the venue's swaps have.</summary>
internal static class OkxMarket
{
    /// <summary>Levels a side of the streamed book. The venue takes back what falls below, and numbers the updates, so all of them hold.</summary>
    public const int BookLevels = 400;

    /// <summary>Candles that are asked for at /market/candles; older ones are history.</summary>
    public const int RecentCandles = 1_440;

    /// <summary>Names of candle lengths. Those beyond four hours begin at Hong Kong's midnight unless UTC is asked for.</summary>
    private static readonly Dictionary<KlineInterval, string> Bars = new()
    {
        [KlineInterval.OneMinute] = "1m",
        [KlineInterval.ThreeMinutes] = "3m",
        [KlineInterval.FiveMinutes] = "5m",
        [KlineInterval.FifteenMinutes] = "15m",
        [KlineInterval.ThirtyMinutes] = "30m",
        [KlineInterval.OneHour] = "1H",
        [KlineInterval.TwoHours] = "2H",
        [KlineInterval.FourHours] = "4H",
        [KlineInterval.SixHours] = "6Hutc",
        [KlineInterval.TwelveHours] = "12Hutc",
        [KlineInterval.OneDay] = "1Dutc",
    };

    /// <remarks>The venue streams liquidations of all swaps together or not at all, so they are not offered by the instrument.</remarks>
    public static VenueCapabilities Capabilities { get; } = new()
    {
        Streams = [StreamKind.Kline, StreamKind.Trade, StreamKind.BookTicker, StreamKind.Depth, StreamKind.MarkPrice],
        Intervals = [.. Bars.Keys.Order()],
        HasTakerVolumes = false,
        StreamedBook = new StreamedBook(BookLevels, BookLevels),
    };

    /// <exception cref="VenueException">The venue has no candles of that length.</exception>
    public static string BarOf(KlineInterval interval) => Bars.TryGetValue(interval, out var bar) ? bar : throw Lacks($"candles of {interval.ToCode()}");

    public static VenueException Lacks(string what) => new(
        ErrorKind.NotSupported, isTransient: false, $"{OkxSymbols.Venue} has no {what}: it has candles of "
        + $"{string.Join(", ", Capabilities.Intervals.Select(interval => interval.ToCode()))} and streams of {string.Join(", ", Capabilities.Streams)}.");
}
