using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Indicators.Windows;

namespace OrleansTrading.Domain.Indicators;

/// <summary>Wilder's average true range. The first candle has no close before it and is not counted.</summary>
public sealed class Atr(int period) : CandleIndicator<double>(period + 1, double.NaN)
{
    private TrueRange _range = new(period);

    /// <summary>The values after each candle.</summary>
    public static double[] Compute(ReadOnlySpan<Kline> klines, int period) => Run(new Atr(period), klines);

    internal override double Next(in Kline input, bool commit) => _range.Next(input, commit);

    private protected override void Clear() => _range.Clear();
}
