using OrleansTrading.Domain.Indicators.Windows;

namespace OrleansTrading.Domain.Indicators;

/// <summary>Bollinger bands: the mean of the last inputs, and as many of their (population) standard deviations above and below it.</summary>
public sealed class Bollinger(int period, double deviations)
    : ValueIndicator<BollingerValue>(period, new BollingerValue(double.NaN, double.NaN, double.NaN))
{
    private SlidingWindow<LineAggregate> _window = new(period);

    /// <summary>The values after each input.</summary>
    public static BollingerValue[] Compute(ReadOnlySpan<double> inputs, int period, double deviations) => Run(new Bollinger(period, deviations), inputs);

    internal override BollingerValue Next(in double input, bool commit)
    {
        if (!_window.Next(LineAggregate.Of(input), commit, out var window))
            return new BollingerValue(double.NaN, double.NaN, double.NaN);
        var reach = deviations * window.PopulationDeviation(_window.Length);
        return new BollingerValue(window.Mean + reach, window.Mean, window.Mean - reach);
    }

    private protected override void Clear() => _window.Clear();
}
