using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Indicators.Windows;

namespace OrleansTrading.Domain.Indicators;

/// <summary>
/// SuperTrend: a band of average true ranges on either side of a candle's middle. The lower band never falls and the upper one never
/// rises while closes stay on its inner side; the trend turns when a close crosses the band of the other side. It begins upwards if
/// the close is not below the candle's middle.
/// </summary>
public sealed class SuperTrend(int period, double ranges) : CandleIndicator<SuperTrendValue>(period + 1, new SuperTrendValue(double.NaN, double.NaN))
{
    private TrueRange _range = new(period);
    private double _upper, _lower, _close;
    private int _direction;

    /// <summary>The values after each candle.</summary>
    public static SuperTrendValue[] Compute(ReadOnlySpan<Kline> klines, int period, double ranges) => Run(new SuperTrend(period, ranges), klines);

    internal override SuperTrendValue Next(in Kline input, bool commit)
    {
        var reach = ranges * _range.Next(input, commit);
        if (double.IsNaN(reach))
            return new SuperTrendValue(double.NaN, double.NaN);
        var middle = input.Low + ((input.High - input.Low) / 2);
        var (upper, lower) = (middle + reach, middle - reach);
        if (_direction != 0 && upper > _upper && _close <= _upper)
            upper = _upper;
        if (_direction != 0 && lower < _lower && _close >= _lower)
            lower = _lower;
        var direction = _direction switch
        {
            0 => input.Close >= middle ? 1 : -1,
            1 => input.Close < lower ? -1 : 1,
            _ => input.Close > upper ? 1 : -1,
        };
        if (commit)
            (_upper, _lower, _close, _direction) = (upper, lower, input.Close, direction);
        return new SuperTrendValue(direction > 0 ? lower : upper, direction);
    }

    private protected override void Clear()
    {
        _range.Clear();
        _direction = 0;
    }
}
