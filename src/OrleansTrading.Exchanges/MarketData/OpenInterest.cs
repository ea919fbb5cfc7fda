namespace OrleansTrading.Exchanges.MarketData;

/// <summary>Open contracts of an instrument.</summary>
/// <param name="Quantity">Base units.</param>
/// <param name="EventTime">The venue's time, Unix milliseconds.</param>
public readonly record struct OpenInterest(double Quantity, long EventTime);
