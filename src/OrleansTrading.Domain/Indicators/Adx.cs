using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Indicators.Windows;

namespace OrleansTrading.Domain.Indicators;

/// <summary>
/// Wilder's directional movement: +DI and -DI from <paramref name="period"/> + 1 candles on, ADX from twice the period on.
/// All are 0 where nothing has ever moved.
/// </summary>
public sealed class Adx(int period) : CandleIndicator<AdxValue>(2 * period, new AdxValue(double.NaN, double.NaN, double.NaN))
{
    private Smoothing _range = Smoothing.Wilder(period);
    private Smoothing _up = Smoothing.Wilder(period);
    private Smoothing _down = Smoothing.Wilder(period);
    private Smoothing _index = Smoothing.Wilder(period);
    private double _high = double.NaN, _low, _close;

    /// <summary>The values after each candle.</summary>
    public static AdxValue[] Compute(ReadOnlySpan<Kline> klines, int period) => Run(new Adx(period), klines);

    internal override AdxValue Next(in Kline input, bool commit)
    {
        var (high, low, close) = (_high, _low, _close);
        if (commit)
            (_high, _low, _close) = (input.High, input.Low, input.Close);
        if (double.IsNaN(high))
            return new AdxValue(double.NaN, double.NaN, double.NaN);
        var (rise, fall) = (input.High - high, low - input.Low);
        var range = _range.Next(TrueRange.Of(input, close), commit);
        var up = _up.Next(rise > fall && rise > 0 ? rise : 0, commit);
        var down = _down.Next(fall > rise && fall > 0 ? fall : 0, commit);
        if (double.IsNaN(range))
            return new AdxValue(double.NaN, double.NaN, double.NaN);
        var (plus, minus) = (Percent.Of(up, range, whenNothing: 0), Percent.Of(down, range, whenNothing: 0));
        var index = Percent.Of(Math.Abs(plus - minus), plus + minus, whenNothing: 0);
        return new AdxValue(_index.Next(index, commit), plus, minus);
    }

    private protected override void Clear()
    {
        _range.Clear();
        _up.Clear();
        _down.Clear();
        _index.Clear();
        _high = double.NaN;
    }
}
