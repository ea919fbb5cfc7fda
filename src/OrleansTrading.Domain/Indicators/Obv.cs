using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Indicators.Windows;

namespace OrleansTrading.Domain.Indicators;

/// <summary>
/// On-balance volume: volumes of candles that closed higher less those of candles that closed lower, from 0 at the first candle.
/// Only its changes mean something.
/// </summary>
public sealed class Obv() : CandleIndicator<double>(1, double.NaN)
{
    private CompensatedSum _sum;
    private double _previousClose = double.NaN;

    /// <summary>The values after each candle.</summary>
    public static double[] Compute(ReadOnlySpan<Kline> klines) => Run(new Obv(), klines);

    internal override double Next(in Kline input, bool commit)
    {
        var sum = input.Close > _previousClose ? _sum.Plus(input.Volume)
            : input.Close < _previousClose ? _sum.Plus(-input.Volume)
            : _sum;
        if (commit)
            (_sum, _previousClose) = (sum, input.Close);
        return sum.Value;
    }

    private protected override void Clear() => (_sum, _previousClose) = (default, double.NaN);
}
