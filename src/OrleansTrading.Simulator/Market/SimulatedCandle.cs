namespace OrleansTrading.Simulator.Market;

/// <summary>A candle of the simulated market, as the venue would write it.</summary>
/// <param name="OpenTime">Start, inclusive.</param>
/// <param name="CloseTime">Last millisecond, inclusive.</param>
/// <param name="Trades">Number of single trades.</param>
/// <param name="Closed">False for the candle that the asked-for time lies in.</param>
public sealed record SimulatedCandle(
    DateTimeOffset OpenTime,
    DateTimeOffset CloseTime,
    decimal Open,
    decimal High,
    decimal Low,
    decimal Close,
    decimal Volume,
    decimal QuoteVolume,
    long Trades,
    decimal TakerBuyVolume,
    decimal TakerBuyQuoteVolume,
    bool Closed);
