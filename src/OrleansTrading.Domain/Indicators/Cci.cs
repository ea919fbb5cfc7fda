using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Indicators.Windows;

namespace OrleansTrading.Domain.Indicators;

/// <summary>
/// Commodity channel index: the distance of the typical price from its mean, in units of 0.015 mean absolute deviations; 0 where all
/// are equal. Looks at each of the last <paramref name="period"/> candles anew: absolute deviations do not slide.
/// </summary>
public sealed class Cci(int period) : CandleIndicator<double>(period, double.NaN)
{
    private const double Scale = 0.015;

    private readonly double[] _prices = Prices(period);
    private int _place;
    private bool _full;

    /// <summary>The values after each candle.</summary>
    public static double[] Compute(ReadOnlySpan<Kline> klines, int period) => Run(new Cci(period), klines);

    internal override double Next(in Kline input, bool commit)
    {
        var price = Typical.PriceOf(input);
        var place = _place;
        var full = _full || place == _prices.Length - 1;
        if (commit)
        {
            _prices[place] = price;
            _place = (place + 1) % _prices.Length;
            _full = full;
        }

        return full ? Index(price, place) : double.NaN;
    }

    private protected override void Clear() => (_place, _full) = (0, false);

    private static double[] Prices(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        return new double[period];
    }

    // The slot at place may still hold the price that leaves.
    private double Index(double price, int place)
    {
        double distance = 0, deviation = 0;
        for (var i = 0; i < _prices.Length; i++)
            distance += i == place ? 0 : _prices[i] - price;
        var mean = price + (distance / _prices.Length);
        for (var i = 0; i < _prices.Length; i++)
            deviation += Math.Abs((i == place ? price : _prices[i]) - mean);
        var unit = Scale * (deviation / _prices.Length);
        return unit > 0 ? (price - mean) / unit : 0;
    }
}
