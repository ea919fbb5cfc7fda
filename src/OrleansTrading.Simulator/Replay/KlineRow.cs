namespace OrleansTrading.Simulator.Replay;

/// <summary>A candle as its file writes it; the scale of the decimals is the file's.</summary>
internal sealed record KlineRow(
    long OpenTime, decimal Open, decimal High, decimal Low, decimal Close, decimal Volume,
    decimal? QuoteVolume, long? Trades, decimal? TakerBuyVolume, decimal? TakerBuyQuote);
