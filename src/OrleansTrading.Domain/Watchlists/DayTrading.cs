namespace OrleansTrading.Domain.Watchlists;

/// <summary>The last 24 hours of one instrument.</summary>
/// <param name="OpenPrice">Price 24 hours ago, quote units, above zero.</param>
/// <param name="LastPrice">Quote units, above zero.</param>
/// <param name="QuoteVolume">Traded value, quote units.</param>
public readonly record struct DayTrading(double OpenPrice, double LastPrice, double QuoteVolume);
