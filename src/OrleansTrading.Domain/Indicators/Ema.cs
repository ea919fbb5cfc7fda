using OrleansTrading.Domain.Indicators.Windows;

namespace OrleansTrading.Domain.Indicators;

/// <summary>Exponential moving average: an input counts 2 / (period + 1). It begins with the mean of the first inputs.</summary>
public sealed class Ema(int period) : ValueIndicator<double>(period, double.NaN)
{
    private Smoothing _mean = Smoothing.Exponential(period);

    /// <summary>The values after each input.</summary>
    public static double[] Compute(ReadOnlySpan<double> inputs, int period) => Run(new Ema(period), inputs);

    internal override double Next(in double input, bool commit) => _mean.Next(input, commit);

    private protected override void Clear() => _mean.Clear();
}
