using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Indicators.Windows;

namespace OrleansTrading.Domain.Indicators;

/// <summary>
/// Money flow index, 0 to 100: the share of value traded while the typical price rose in all that was traded while it moved, over the
/// last <paramref name="period"/> candles. 50 where none was.
/// </summary>
public sealed class Mfi(int period) : CandleIndicator<double>(period + 1, double.NaN)
{
    private SlidingWindow<FlowAggregate> _window = new(period);
    private double _previous = double.NaN;

    /// <summary>The values after each candle.</summary>
    public static double[] Compute(ReadOnlySpan<Kline> klines, int period) => Run(new Mfi(period), klines);

    internal override double Next(in Kline input, bool commit)
    {
        var (price, previous) = (Typical.PriceOf(input), _previous);
        if (commit)
            _previous = price;
        if (double.IsNaN(previous))
            return double.NaN;
        var value = Math.Abs(price) * input.Volume;
        var flow = new FlowAggregate(price > previous ? value : 0, price < previous ? value : 0);
        return _window.Next(flow, commit, out var window)
            ? Percent.Of(window.Up, window.Up + window.Down, whenNothing: Percent.Half)
            : double.NaN;
    }

    private protected override void Clear()
    {
        _window.Clear();
        _previous = double.NaN;
    }
}
