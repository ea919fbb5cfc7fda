using OrleansTrading.Domain.Indicators.Windows;

namespace OrleansTrading.Domain.Indicators;

/// <summary>Moving average convergence and divergence. The line is there from <paramref name="slow"/> inputs on, the signal later.</summary>
public sealed class Macd(int fast, int slow, int signal)
    : ValueIndicator<MacdValue>(Math.Max(fast, slow) + signal - 1, new MacdValue(double.NaN, double.NaN, double.NaN))
{
    private Smoothing _fast = Smoothing.Exponential(fast);
    private Smoothing _slow = Smoothing.Exponential(slow);
    private Smoothing _signal = Smoothing.Exponential(signal);

    /// <summary>The values after each input.</summary>
    public static MacdValue[] Compute(ReadOnlySpan<double> inputs, int fast, int slow, int signal) => Run(new Macd(fast, slow, signal), inputs);

    internal override MacdValue Next(in double input, bool commit)
    {
        var line = _fast.Next(input, commit) - _slow.Next(input, commit);
        var signal = double.IsNaN(line) ? double.NaN : _signal.Next(line, commit);
        return new MacdValue(line, signal, line - signal);
    }

    private protected override void Clear()
    {
        _fast.Clear();
        _slow.Clear();
        _signal.Clear();
    }
}
