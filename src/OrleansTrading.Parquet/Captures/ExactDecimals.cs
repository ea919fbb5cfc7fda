namespace OrleansTrading.Parquet.Captures;

/// <summary>
/// Doubles that were read from decimal text of at most 15 digits, back to whole units of 10^-scale. A double is exactly such a
/// number when it is the double nearest to it, so that reading the number's text gives that double again.
/// </summary>
public static class ExactDecimals
{
    /// <summary>Below this a decimal of 18 digits lies.</summary>
    private const long Limit = 1_000_000_000_000_000_000;

    // No two decimals of 15 digits have the same nearest double, so what is found is the number that was written. Both it and
    // the power are doubles, so their quotient is rounded once: to the nearest.
    private const double MostExact = 1e15;

    private static readonly double[] Powers = [.. Enumerable.Range(0, ParquetColumn.MostDigits + 1).Select(scale => (double)Whole(scale))];

    /// <summary>False when the value is not exactly a number of that scale with at most 15 digits, zeros at its end not counted, or needs more than 18 with them.</summary>
    /// <param name="value">Any double.</param>
    /// <param name="scale">0 to 18.</param>
    /// <param name="units">The value times 10^scale.</param>
    public static bool TryScale(double value, int scale, out long units)
    {
        var scaled = Math.Round(value * Powers[scale]);
        if (Math.Abs(scaled) <= MostExact)
        {
            units = (long)scaled;
            return scaled / Powers[scale] == value;
        }

        // Too long for this test, but perhaps a shorter number with zeros at its end.
        units = 0;
        if (scale == 0 || !double.IsFinite(value) || !TryScale(value, scale - 1, out var shorter) || Math.Abs(shorter) >= Limit / 10)
            return false;
        units = shorter * 10;
        return true;
    }

    /// <summary>As above for each value; false at the first that is not of that scale.</summary>
    public static bool TryScale(ReadOnlySpan<double> values, int scale, Span<long> units)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!TryScale(values[i], scale, out units[i]))
                return false;
        }

        return true;
    }

    /// <summary>The smallest scale from <paramref name="least"/> on that all values are exactly of; null when there is none.</summary>
    public static int? ScaleOf(ReadOnlySpan<double> values, int least = 0)
    {
        var scale = Math.Clamp(least, 0, ParquetColumn.MostDigits);
        foreach (var value in values)
        {
            while (!TryScale(value, scale, out _))
            {
                if (++scale > ParquetColumn.MostDigits)
                    return null;
            }
        }

        foreach (var value in values)
        {
            if (!TryScale(value, scale, out _))
                return null;
        }

        return scale;
    }

    /// <summary>The double that <see cref="TryScale(double, int, out long)"/> made so many units of.</summary>
    public static double ToDouble(long units, int scale)
    {
        while (Math.Abs((double)units) > MostExact && scale > 0 && units % 10 == 0)
        {
            units /= 10;
            scale--;
        }

        return units / Powers[scale];
    }

    private static long Whole(int scale)
    {
        var power = 1L;
        for (var i = 0; i < scale; i++)
            power *= 10;
        return power;
    }
}
