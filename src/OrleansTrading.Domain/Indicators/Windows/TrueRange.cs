using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Domain.Indicators.Windows;

/// <summary>Wilder's mean of the true range. The first candle has no close before it, and counts for nothing.</summary>
internal struct TrueRange(int period)
{
    private Smoothing _mean = Smoothing.Wilder(period);
    private double _previousClose = double.NaN;

    /// <summary>The longest of the candle's height and its reaches from the close before it.</summary>
    public static double Of(in Kline kline, double previousClose) =>
        Math.Max(kline.High - kline.Low, Math.Max(Math.Abs(kline.High - previousClose), Math.Abs(kline.Low - previousClose)));

    public double Next(in Kline kline, bool commit)
    {
        var previous = _previousClose;
        if (commit)
            _previousClose = kline.Close;
        return double.IsNaN(previous) ? double.NaN : _mean.Next(Of(kline, previous), commit);
    }

    public void Clear()
    {
        _mean.Clear();
        _previousClose = double.NaN;
    }
}
