using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Domain.Indicators;

/// <summary>Which numbers indicators take.</summary>
public static class IndicatorInput
{
    /// <summary>The greatest magnitude: squares and products of two numbers below it, and their sums, are finite.</summary>
    public const double Bound = 1e100;

    /// <summary>Whether an indicator takes that number.</summary>
    public static bool IsUsable(double value) => Math.Abs(value) <= Bound;

    /// <summary>Whether an indicator takes that candle.</summary>
    public static bool IsUsable(in Kline kline) =>
        IsUsable(kline.Open) && IsUsable(kline.High) && IsUsable(kline.Low) && IsUsable(kline.Close)
        && kline.High >= kline.Low && kline.Volume is >= 0 and <= Bound;
}
