namespace OrleansTrading.Domain.Indicators.Windows;

/// <summary>
/// An exponential mean that begins with the plain mean of its first inputs. Each further input moves it by a fixed share of the
/// distance, so that rounding errors fade as the inputs do.
/// </summary>
internal struct Smoothing
{
    private readonly int _period;
    private readonly double _share;
    private double _mean;
    private int _count;

    private Smoothing(int period, double share)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        _period = period;
        _share = share;
    }

    /// <summary>The usual one: an input counts 2 / (period + 1).</summary>
    public static Smoothing Exponential(int period) => new(period, 2.0 / (period + 1.0));

    /// <summary>Wilder's: an input counts 1 / period.</summary>
    public static Smoothing Wilder(int period) => new(period, 1.0 / period);

    /// <summary>The mean with that input; NaN before there are as many as the period.</summary>
    public double Next(double input, bool commit)
    {
        var count = _count < _period ? _count + 1 : _period;
        var mean = _count < _period ? _mean + ((input - _mean) / count) : _mean + ((input - _mean) * _share);
        if (commit)
        {
            _mean = mean;
            _count = count;
        }

        return count == _period ? mean : double.NaN;
    }

    public void Clear()
    {
        _mean = 0;
        _count = 0;
    }
}
