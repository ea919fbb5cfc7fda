namespace OrleansTrading.Domain.Signals;

/// <summary>What the factors need of the candles besides the indicators. NaN where it is not known.</summary>
/// <param name="Body">Close less open of the candle, quote units.</param>
/// <param name="Volume">Volume of the candle, base units.</param>
/// <param name="TakerBuyShare">
/// The part (0 to 1) of the volume of the last <see cref="CandleWindow.FlowCandles"/> candles in which the buyer was the aggressor.
/// </param>
/// <param name="Return">Change of the close over <see cref="CandleWindow.ReturnCandles"/> candles, as a fraction.</param>
/// <param name="VolatilityRatio">Volatility against its normal, see <see cref="RegimeState.NormalVolatility"/>; 1 is normal.</param>
public readonly record struct CandleFacts(double Body, double Volume, double TakerBuyShare, double Return, double VolatilityRatio);
