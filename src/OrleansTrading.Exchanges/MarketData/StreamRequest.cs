using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Exchanges.MarketData;

/// <summary>One stream wanted of an instrument.</summary>
/// <param name="Kind">What it carries.</param>
/// <param name="Interval">Candle length; meant for <see cref="StreamKind.Kline"/> only.</param>
public readonly record struct StreamRequest(StreamKind Kind, KlineInterval Interval = default);
