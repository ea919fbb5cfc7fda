namespace OrleansTrading.Silo.Metrics;

/// <summary>The running value of one label set. Safe for any number of writers.</summary>
internal sealed class Series(double[]? bounds)
{
    private readonly Lock _gate = new();
    private readonly long[]? _buckets = bounds is null ? null : new long[bounds.Length + 1];
    private double _value;
    private long _scrape;

    /// <summary>Adds a change to what is held.</summary>
    public void Add(double change)
    {
        lock (_gate)
            _value += change;
    }

    /// <summary>Replaces what is held; <paramref name="scrape"/> is the number of the scrape that asked for it.</summary>
    public void Set(double value, long scrape)
    {
        lock (_gate)
            (_value, _scrape) = (value, scrape);
    }

    /// <summary>Counts one value in its bucket.</summary>
    public void Observe(double value)
    {
        var bucket = Array.BinarySearch(bounds!, value);
        lock (_gate)
        {
            // An exact hit belongs to the bucket: the upper bound is inclusive.
            _buckets![bucket >= 0 ? bucket : ~bucket]++;
            _value += value;
        }
    }

    public SeriesValue Read()
    {
        lock (_gate)
            return new SeriesValue(_value, _buckets is null ? [] : [.. _buckets], _scrape);
    }
}
