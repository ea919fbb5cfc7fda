using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Indicators.Windows;

namespace OrleansTrading.Domain.Indicators;

/// <summary>EMA channel: the EMA of highs and the EMA of lows. In a channel without height the position is 0.5.</summary>
public sealed class EmaChannel(int period) : CandleIndicator<EmaChannelValue>(period, new EmaChannelValue(double.NaN, double.NaN, double.NaN))
{
    private Smoothing _high = Smoothing.Exponential(period);
    private Smoothing _low = Smoothing.Exponential(period);

    /// <summary>The values after each candle.</summary>
    public static EmaChannelValue[] Compute(ReadOnlySpan<Kline> klines, int period) => Run(new EmaChannel(period), klines);

    /// <summary>Where a price lies in a channel; NaN if either bound is.</summary>
    public static double PositionOf(double price, double high, double low)
    {
        if (high == low)
            return 0.5;
        var position = (price - low) / (high - low);
        return double.IsFinite(position) ? position : double.NaN;
    }

    internal override EmaChannelValue Next(in Kline input, bool commit)
    {
        var (high, low) = (_high.Next(input.High, commit), _low.Next(input.Low, commit));
        return new EmaChannelValue(high, low, PositionOf(input.Close, high, low));
    }

    private protected override void Clear()
    {
        _high.Clear();
        _low.Clear();
    }
}
