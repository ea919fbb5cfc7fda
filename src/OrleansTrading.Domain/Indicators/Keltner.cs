using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Indicators.Windows;

namespace OrleansTrading.Domain.Indicators;

/// <summary>Keltner channel: the EMA of closes, and as many average true ranges above and below it.</summary>
public sealed class Keltner(int period, int rangePeriod, double ranges)
    : CandleIndicator<KeltnerValue>(Math.Max(period, rangePeriod + 1), new KeltnerValue(double.NaN, double.NaN, double.NaN))
{
    private Smoothing _middle = Smoothing.Exponential(period);
    private TrueRange _range = new(rangePeriod);

    /// <summary>The values after each candle.</summary>
    public static KeltnerValue[] Compute(ReadOnlySpan<Kline> klines, int period, int rangePeriod, double ranges) =>
        Run(new Keltner(period, rangePeriod, ranges), klines);

    internal override KeltnerValue Next(in Kline input, bool commit)
    {
        var middle = _middle.Next(input.Close, commit);
        var reach = ranges * _range.Next(input, commit);
        return double.IsNaN(middle + reach)
            ? new KeltnerValue(double.NaN, double.NaN, double.NaN)
            : new KeltnerValue(middle + reach, middle, middle - reach);
    }

    private protected override void Clear()
    {
        _middle.Clear();
        _range.Clear();
    }
}
