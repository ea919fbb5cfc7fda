using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.MarketData;

namespace OrleansTrading.Exchanges.Kraken.Mapping;

/// <summary>What the venue's spot market has.</summary>
internal static class KrakenMarket
{
    private const int Minute = 60_000;

    public static VenueCapabilities Capabilities { get; } = new()
    {
        HasTradeHistory = false,
        Streams = [StreamKind.Kline, StreamKind.Trade, StreamKind.BookTicker, StreamKind.Depth],
        Intervals =
        [
            KlineInterval.OneMinute, KlineInterval.FiveMinutes, KlineInterval.FifteenMinutes, KlineInterval.ThirtyMinutes,
            KlineInterval.OneHour, KlineInterval.FourHours, KlineInterval.OneDay,
        ],
        HasTakerVolumes = false,
    };

    /// <summary>The interval in minutes, as the venue writes it.</summary>
    /// <exception cref="VenueException">The venue has no candles of that length.</exception>
    public static int MinutesOf(KlineInterval interval) => Capabilities.Intervals.Contains(interval)
        ? (int)(interval.ToMilliseconds() / Minute)
        : throw Lacks($"candles of {interval.ToCode()}");

    public static VenueException Lacks(string what) => new(
        ErrorKind.NotSupported, isTransient: false, $"{KrakenSymbols.Venue} has no {what}: it is a spot market with candles of "
        + $"{string.Join(", ", Capabilities.Intervals.Select(interval => interval.ToCode()))} and streams of {string.Join(", ", Capabilities.Streams)}.");
}
