using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Domain.Tests.Indicators;

/// <summary>Each figure as a textbook defines it, computed from the whole window at once.</summary>
internal static class Textbook
{
    public static double Mean(ReadOnlySpan<double> window)
    {
        var sum = 0.0;
        foreach (var value in window)
            sum += value;
        return sum / window.Length;
    }

    public static double Weighted(ReadOnlySpan<double> window)
    {
        var sum = 0.0;
        for (var i = 0; i < window.Length; i++)
            sum += window[i] * (i + 1);
        return sum / (window.Length * (window.Length + 1) / 2);
    }

    public static double SumOfSquares(ReadOnlySpan<double> window)
    {
        var (mean, sum) = (Mean(window), 0.0);
        foreach (var value in window)
            sum += (value - mean) * (value - mean);
        return sum;
    }

    public static double Deviation(ReadOnlySpan<double> window) => Math.Sqrt(SumOfSquares(window) / window.Length);

    /// <summary>Covariance of place and value over the variance of place.</summary>
    public static double Slope(ReadOnlySpan<double> window)
    {
        var (mean, middle) = (Mean(window), (window.Length - 1) / 2.0);
        double both = 0, place = 0;
        for (var i = 0; i < window.Length; i++)
        {
            both += (i - middle) * (window[i] - mean);
            place += (i - middle) * (i - middle);
        }

        return both / place;
    }

    /// <param name="window">One value more than there are returns.</param>
    public static double Volatility(ReadOnlySpan<double> window)
    {
        var returns = new double[window.Length - 1];
        for (var i = 0; i < returns.Length; i++)
            returns[i] = Math.Log(window[i + 1]) - Math.Log(window[i]);
        return Math.Sqrt(SumOfSquares(returns) / (returns.Length - 1));
    }

    public static double TypicalPrice(Kline kline) => (kline.High + kline.Low + kline.Close) / 3;

    public static double Cci(ReadOnlySpan<Kline> window)
    {
        var prices = Prices(window);
        var mean = Mean(prices);
        var deviation = prices.Average(price => Math.Abs(price - mean));
        return (prices[^1] - mean) / (0.015 * deviation);
    }

    /// <param name="window">One candle more than the period.</param>
    public static double Mfi(ReadOnlySpan<Kline> window)
    {
        double up = 0, down = 0;
        for (var i = 1; i < window.Length; i++)
        {
            var (before, now) = (TypicalPrice(window[i - 1]), TypicalPrice(window[i]));
            up += now > before ? now * window[i].Volume : 0;
            down += now < before ? now * window[i].Volume : 0;
        }

        return 100 - (100 / (1 + (up / down)));
    }

    public static double Vwap(ReadOnlySpan<Kline> window)
    {
        double value = 0, volume = 0;
        foreach (var kline in window)
        {
            value += TypicalPrice(kline) * kline.Volume;
            volume += kline.Volume;
        }

        return value / volume;
    }

    public static double Highest(ReadOnlySpan<Kline> window) => window.ToArray().Max(kline => kline.High);

    public static double Lowest(ReadOnlySpan<Kline> window) => window.ToArray().Min(kline => kline.Low);

    /// <summary>The whole series at once: true ranges, their mean, bands, then the line.</summary>
    public static (double Line, double Direction)[] SuperTrend(Kline[] klines, int period, double factor)
    {
        var ranges = klines.Select((kline, i) => i == 0 ? 0 : new[]
        {
            kline.High - kline.Low, Math.Abs(kline.High - klines[i - 1].Close), Math.Abs(kline.Low - klines[i - 1].Close),
        }.Max()).ToArray();
        var mean = new double[klines.Length];
        mean[period] = ranges[1..(period + 1)].Average();
        for (var i = period + 1; i < klines.Length; i++)
            mean[i] = ((mean[i - 1] * (period - 1)) + ranges[i]) / period;
        var (upper, lower) = (new double[klines.Length], new double[klines.Length]);
        var result = Enumerable.Repeat((double.NaN, double.NaN), klines.Length).ToArray();
        for (var i = period; i < klines.Length; i++)
        {
            var middle = (klines[i].High + klines[i].Low) / 2;
            upper[i] = middle + (factor * mean[i]);
            lower[i] = middle - (factor * mean[i]);
            if (i == period)
            {
                result[i] = klines[i].Close >= middle ? (lower[i], 1) : (upper[i], -1);
                continue;
            }

            if (klines[i - 1].Close <= upper[i - 1])
                upper[i] = Math.Min(upper[i], upper[i - 1]);
            if (klines[i - 1].Close >= lower[i - 1])
                lower[i] = Math.Max(lower[i], lower[i - 1]);
            var rising = result[i - 1].Item2 > 0 ? klines[i].Close >= lower[i] : klines[i].Close > upper[i];
            result[i] = rising ? (lower[i], 1) : (upper[i], -1);
        }

        return result;
    }

    private static double[] Prices(ReadOnlySpan<Kline> window)
    {
        var prices = new double[window.Length];
        for (var i = 0; i < prices.Length; i++)
            prices[i] = TypicalPrice(window[i]);
        return prices;
    }
}
