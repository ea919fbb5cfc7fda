using OrleansTrading.Domain.Indicators.Windows;

namespace OrleansTrading.Domain.Indicators;

/// <summary>Simple moving average: the mean of the last <paramref name="period"/> inputs.</summary>
public sealed class Sma(int period) : ValueIndicator<double>(period, double.NaN)
{
    private SlidingWindow<MeanAggregate> _window = new(period);

    /// <summary>The values after each input.</summary>
    public static double[] Compute(ReadOnlySpan<double> inputs, int period) => Run(new Sma(period), inputs);

    internal override double Next(in double input, bool commit) =>
        _window.Next(new MeanAggregate(input), commit, out var window) ? window.Mean : double.NaN;

    private protected override void Clear() => _window.Clear();
}
