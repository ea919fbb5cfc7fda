using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Indicators.Windows;

namespace OrleansTrading.Domain.Indicators;

/// <summary>Mean typical price of the last candles, weighted by volume; NaN where nothing was traded in any of them.</summary>
public sealed class RollingVwap(int period) : CandleIndicator<double>(period, double.NaN)
{
    private SlidingWindow<PriceAggregate> _window = new(period);

    /// <summary>The values after each candle.</summary>
    public static double[] Compute(ReadOnlySpan<Kline> klines, int period) => Run(new RollingVwap(period), klines);

    internal override double Next(in Kline input, bool commit) =>
        _window.Next(new PriceAggregate(input.Volume, Typical.PriceOf(input)), commit, out var window) ? window.PriceOrNaN : double.NaN;

    private protected override void Clear() => _window.Clear();
}
