using OrleansTrading.Domain.Indicators.Windows;

namespace OrleansTrading.Domain.Indicators;

/// <summary>
/// Sample standard deviation of the last <paramref name="period"/> logarithmic returns, a fraction for one place's length. NaN while
/// an input that is not above zero is among them.
/// </summary>
/// <param name="period">Returns, at least 2.</param>
public sealed class RollingVolatility(int period) : ValueIndicator<double>(period + 1, double.NaN)
{
    private SlidingWindow<LineAggregate> _returns = new(period, minimum: 2);
    private double _previous = double.NaN;

    /// <summary>The values after each input.</summary>
    public static double[] Compute(ReadOnlySpan<double> inputs, int period) => Run(new RollingVolatility(period), inputs);

    internal override double Next(in double input, bool commit)
    {
        var previous = _previous;
        if (commit)
            _previous = input;
        if (double.IsNaN(previous))
            return double.NaN;
        var change = input > 0 && previous > 0 ? Math.Log(input / previous) : double.NaN;
        if (!_returns.Next(LineAggregate.Of(change), commit, out var window))
            return double.NaN;
        var deviation = window.SampleDeviation(_returns.Length);
        return double.IsFinite(deviation) ? deviation : double.NaN;
    }

    private protected override void Clear()
    {
        _returns.Clear();
        _previous = double.NaN;
    }
}
