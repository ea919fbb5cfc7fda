using OrleansTrading.Domain.Indicators.Windows;

namespace OrleansTrading.Domain.Indicators;

/// <summary>Slope of the least-squares line through the last inputs, units of the input for each place.</summary>
/// <param name="period">At least 2.</param>
public sealed class LinearSlope(int period) : ValueIndicator<double>(period, double.NaN)
{
    private SlidingWindow<LineAggregate> _window = new(period, minimum: 2);

    /// <summary>The values after each input.</summary>
    public static double[] Compute(ReadOnlySpan<double> inputs, int period) => Run(new LinearSlope(period), inputs);

    internal override double Next(in double input, bool commit) =>
        _window.Next(LineAggregate.Of(input), commit, out var window) ? window.Slope(_window.Length) : double.NaN;

    private protected override void Clear() => _window.Clear();
}
