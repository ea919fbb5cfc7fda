using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Indicators.Windows;

namespace OrleansTrading.Domain.Indicators;

/// <summary>
/// Slow stochastic: where the close lies between the lowest low and the highest high of the last candles, %K its mean over
/// <paramref name="smoothing"/>, %D the mean of %K over <paramref name="signal"/>. A place in a range without height counts as 50.
/// </summary>
public sealed class Stochastic(int period, int smoothing, int signal)
    : CandleIndicator<StochasticValue>(period + smoothing + signal - 2, new StochasticValue(double.NaN, double.NaN))
{
    private SlidingWindow<ExtremesAggregate> _range = new(period);
    private SlidingWindow<MeanAggregate> _k = new(smoothing);
    private SlidingWindow<MeanAggregate> _d = new(signal);

    /// <summary>The values after each candle.</summary>
    public static StochasticValue[] Compute(ReadOnlySpan<Kline> klines, int period, int smoothing, int signal) =>
        Run(new Stochastic(period, smoothing, signal), klines);

    internal override StochasticValue Next(in Kline input, bool commit)
    {
        if (!_range.Next(new ExtremesAggregate(input.High, input.Low), commit, out var range))
            return new StochasticValue(double.NaN, double.NaN);
        var place = Percent.Of(input.Close - range.Low, range.High - range.Low, whenNothing: Percent.Half);
        if (!_k.Next(new MeanAggregate(place), commit, out var k))
            return new StochasticValue(double.NaN, double.NaN);
        return new StochasticValue(k.Mean, _d.Next(k, commit, out var d) ? d.Mean : double.NaN);
    }

    private protected override void Clear()
    {
        _range.Clear();
        _k.Clear();
        _d.Clear();
    }
}
