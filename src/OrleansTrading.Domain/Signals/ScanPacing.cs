namespace OrleansTrading.Domain.Signals;

/// <summary>How long to wait until the market is read again: the more it moves, the shorter.</summary>
public static class ScanPacing
{
    /// <summary>
    /// <paramref name="longest"/> for a market at or below <paramref name="quiet"/>, <paramref name="shortest"/> for one at or above
    /// <paramref name="busy"/>. In between the wait falls by the same factor each time the volatility doubles.
    /// </summary>
    /// <param name="volatility">Median hourly volatility as a fraction; null when nothing could be read, which waits as in a quiet market.</param>
    /// <param name="quiet">Above zero and below <paramref name="busy"/>.</param>
    /// <param name="busy">As a fraction.</param>
    /// <param name="shortest">Above zero.</param>
    /// <param name="longest">At least the shortest.</param>
    public static TimeSpan Wait(double? volatility, double quiet, double busy, TimeSpan shortest, TimeSpan longest)
    {
        if (volatility is not { } value || !(value > quiet))
            return longest;
        if (value >= busy)
            return shortest;
        var position = Math.Log(value / quiet) / Math.Log(busy / quiet);
        return longest * Math.Pow(shortest / longest, position);
    }
}
