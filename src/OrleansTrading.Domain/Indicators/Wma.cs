using OrleansTrading.Domain.Indicators.Windows;

namespace OrleansTrading.Domain.Indicators;

/// <summary>Weighted moving average: of the last inputs the newest counts <paramref name="period"/> times, the oldest once.</summary>
public sealed class Wma(int period) : ValueIndicator<double>(period, double.NaN)
{
    private SlidingWindow<LineAggregate> _window = new(period);

    /// <summary>The values after each input.</summary>
    public static double[] Compute(ReadOnlySpan<double> inputs, int period) => Run(new Wma(period), inputs);

    internal override double Next(in double input, bool commit) =>
        _window.Next(LineAggregate.Of(input), commit, out var window) ? window.WeightedMean(_window.Length) : double.NaN;

    private protected override void Clear() => _window.Clear();
}
