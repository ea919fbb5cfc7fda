using OrleansTrading.Domain.Indicators.Windows;

namespace OrleansTrading.Domain.Indicators;

/// <summary>How many (population) standard deviations the input lies above the mean of the last inputs, itself among them; 0 where all are equal.</summary>
public sealed class ZScore(int period) : ValueIndicator<double>(period, double.NaN)
{
    private SlidingWindow<LineAggregate> _window = new(period);

    /// <summary>The values after each input.</summary>
    public static double[] Compute(ReadOnlySpan<double> inputs, int period) => Run(new ZScore(period), inputs);

    internal override double Next(in double input, bool commit) =>
        _window.Next(LineAggregate.Of(input), commit, out var window) ? window.Score(input, _window.Length) : double.NaN;

    private protected override void Clear() => _window.Clear();
}
