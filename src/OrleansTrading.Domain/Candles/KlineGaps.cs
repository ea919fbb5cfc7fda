namespace OrleansTrading.Domain.Candles;

/// <summary>Finds what is missing from a list of candles.</summary>
public static class KlineGaps
{
    /// <summary>
    /// The runs of candles with <c>from &lt;= open time &lt;= to</c> of which <paramref name="klines"/> holds no closed one, oldest first.
    /// </summary>
    /// <param name="klines">Ascending by open time; repeated open times and candles outside the bounds are allowed.</param>
    /// <param name="interval">Their interval.</param>
    /// <param name="from">Unix milliseconds.</param>
    /// <param name="to">Unix milliseconds.</param>
    /// <exception cref="ArgumentException">The candles are not ascending or not on the interval's grid.</exception>
    public static IReadOnlyList<KlineRange> Missing(ReadOnlySpan<Kline> klines, KlineInterval interval, long from, long to)
    {
        var length = interval.ToMilliseconds();
        var missing = new KlineRangeBuilder(length);
        var expected = interval.OpenTimeOf(from + length - 1);
        var last = interval.OpenTimeOf(to);
        var previous = long.MinValue;
        foreach (ref readonly var kline in klines)
        {
            if (kline.OpenTime < previous || !interval.IsOpenTime(kline.OpenTime))
                throw new ArgumentException($"Expected ascending open times on the {interval.ToCode()} grid, found {kline.OpenTime} after {previous}.", nameof(klines));
            previous = kline.OpenTime;
            if (!kline.Closed || kline.OpenTime < expected)
                continue;
            missing.Add(expected, Math.Min(kline.OpenTime - length, last));
            expected = kline.OpenTime + length;
        }

        missing.Add(expected, last);
        return missing.Ranges;
    }
}
