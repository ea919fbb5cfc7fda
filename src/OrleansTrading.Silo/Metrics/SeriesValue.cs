namespace OrleansTrading.Silo.Metrics;

/// <summary>One reading of a series.</summary>
/// <param name="Value">The value; of a histogram, the sum of what was observed.</param>
/// <param name="Buckets">Of a histogram: observations in each bucket, not yet cumulative, the last one unbounded.</param>
/// <param name="Scrape">Of an observed instrument: the number of the scrape that last saw it.</param>
internal readonly record struct SeriesValue(double Value, long[] Buckets, long Scrape)
{
    /// <summary>What two series with the same labels come to together.</summary>
    public SeriesValue Plus(SeriesValue other) =>
        new(Value + other.Value, [.. Buckets.Zip(other.Buckets, (mine, theirs) => mine + theirs)], Math.Max(Scrape, other.Scrape));
}
