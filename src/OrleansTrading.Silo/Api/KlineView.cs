using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Silo.Api;

/// <summary>One candle.</summary>
/// <param name="OpenTime">First millisecond of the candle, in Unix milliseconds.</param>
/// <param name="Open">First trade's price, in units of the quote asset.</param>
/// <param name="High">Highest price, in units of the quote asset.</param>
/// <param name="Low">Lowest price, in units of the quote asset.</param>
/// <param name="Close">Last trade's price so far, in units of the quote asset.</param>
/// <param name="Volume">Traded quantity, in units of the base asset.</param>
/// <param name="QuoteVolume">Traded value, in units of the quote asset.</param>
/// <param name="Trades">Number of trades.</param>
/// <param name="TakerBuyVolume">The part of the volume in which the buyer was the aggressor, in units of the base asset.</param>
/// <param name="Closed">Whether the candle is final.</param>
/// <param name="Repaired">Whether a repair brought or changed it after the fact.</param>
internal sealed record KlineView(
    long OpenTime,
    double Open,
    double High,
    double Low,
    double Close,
    double Volume,
    double QuoteVolume,
    int Trades,
    double TakerBuyVolume,
    bool Closed,
    bool Repaired)
{
    public static KlineView Of(Kline kline) => new(
        kline.OpenTime, kline.Open, kline.High, kline.Low, kline.Close,
        kline.Volume, kline.QuoteVolume, kline.Trades, kline.TakerBuyVolume, kline.Closed, kline.Repaired);
}
