using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Domain.Indicators.Windows;

/// <summary>One price for a whole candle.</summary>
internal static class Typical
{
    /// <summary>The mean of high, low and close; exactly the price of a candle that has but one.</summary>
    public static double PriceOf(in Kline kline) => kline.Close + ((kline.High - kline.Close + (kline.Low - kline.Close)) / 3);
}
