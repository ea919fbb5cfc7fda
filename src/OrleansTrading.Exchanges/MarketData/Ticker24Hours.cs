using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Exchanges.MarketData;

/// <summary>The last 24 hours of one instrument.</summary>
/// <param name="Id">The instrument.</param>
/// <param name="LastPrice">Quote units.</param>
/// <param name="OpenPrice">Price 24 hours ago, or at the beginning of the day (UTC) where the venue tells only that; quote units.</param>
/// <param name="QuoteVolume">Traded value, quote units.</param>
/// <param name="EventTime">The venue's time, Unix milliseconds.</param>
public sealed record Ticker24Hours(InstrumentId Id, double LastPrice, double OpenPrice, double QuoteVolume, long EventTime);
