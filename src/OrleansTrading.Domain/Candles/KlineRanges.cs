namespace OrleansTrading.Domain.Candles;

/// <summary>Sets of candles of one interval, as ranges: ascending, apart from each other.</summary>
public static class KlineRanges
{
    /// <summary>The ranges that hold these open times; in any order, repeated or not.</summary>
    public static IReadOnlyList<KlineRange> Of(IEnumerable<long> openTimes, KlineInterval interval)
    {
        var ranges = new KlineRangeBuilder(interval.ToMilliseconds());
        foreach (var openTime in openTimes.Distinct().Order())
            ranges.Add(openTime, openTime);
        return ranges.Ranges;
    }

    /// <summary>The open times that a range holds, ascending.</summary>
    public static IEnumerable<long> OpenTimes(this KlineRange range, KlineInterval interval)
    {
        for (var openTime = range.From; openTime <= range.To; openTime += interval.ToMilliseconds())
            yield return openTime;
    }
}
