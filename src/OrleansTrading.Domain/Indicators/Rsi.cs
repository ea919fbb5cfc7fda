using OrleansTrading.Domain.Indicators.Windows;

namespace OrleansTrading.Domain.Indicators;

/// <summary>
/// Wilder's relative strength index, 0 to 100: the share of rises in all movement. 50 where nothing has ever moved.
/// </summary>
public sealed class Rsi(int period) : ValueIndicator<double>(period + 1, double.NaN)
{
    private Smoothing _rises = Smoothing.Wilder(period);
    private Smoothing _falls = Smoothing.Wilder(period);
    private double _previous = double.NaN;

    /// <summary>The values after each input.</summary>
    public static double[] Compute(ReadOnlySpan<double> inputs, int period) => Run(new Rsi(period), inputs);

    internal override double Next(in double input, bool commit)
    {
        var previous = _previous;
        if (commit)
            _previous = input;
        if (double.IsNaN(previous))
            return double.NaN;
        var change = input - previous;
        var rises = _rises.Next(change > 0 ? change : 0, commit);
        var falls = _falls.Next(change < 0 ? -change : 0, commit);
        return Percent.Of(rises, rises + falls, whenNothing: Percent.Half);
    }

    private protected override void Clear()
    {
        _rises.Clear();
        _falls.Clear();
        _previous = double.NaN;
    }
}
