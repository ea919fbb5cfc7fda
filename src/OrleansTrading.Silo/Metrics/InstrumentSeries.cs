using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace OrleansTrading.Silo.Metrics;

/// <summary>All series of one instrument. What goes beyond <c>maxSeries</c> label sets is counted as dropped, not kept.</summary>
internal sealed class InstrumentSeries
{
    private static readonly double[] BoundsInSeconds = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
    private static readonly double[] BoundsInBytes = [64, 256, 1024, 4096, 16384, 65536, 262144, 1048576];
    private static readonly double[] BoundsOtherwise = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000];

    private readonly ConcurrentDictionary<LabelSet, Series> _series = new(LabelSet.Comparer.Instance);
    private readonly ConcurrentDictionary<LabelSet, Series>.AlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>> _lookup;
    private readonly int _maxSeries;
    private readonly bool _isAbsolute;
    private long _dropped;

    public InstrumentSeries(Instrument instrument, int maxSeries)
    {
        _maxSeries = maxSeries;
        _lookup = _series.GetAlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>>();
        var type = instrument.GetType();
        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        IsObserved = instrument.IsObservable;
        _isAbsolute = IsObserved || definition == typeof(Gauge<>);
        Kind = definition == typeof(Histogram<>) ? MetricKind.Histogram
            : definition == typeof(Counter<>) || definition == typeof(ObservableCounter<>) ? MetricKind.Counter
            : MetricKind.Gauge;
        Name = MetricName.Of(instrument.Name, instrument.Unit, Kind);
        Help = string.IsNullOrWhiteSpace(instrument.Description) ? $"{instrument.Name} of {instrument.Meter.Name}." : instrument.Description;
        Bounds = Kind == MetricKind.Histogram ? BoundsOf(instrument, Name) : null;
    }

    public MetricKind Kind { get; }

    public MetricName Name { get; }

    public string Help { get; }

    /// <summary>Upper bounds of the buckets, rising, in the exposed unit; null where it is no histogram.</summary>
    public double[]? Bounds { get; }

    /// <summary>Whether the values are asked for at each scrape, so that a series can end.</summary>
    public bool IsObserved { get; }

    /// <summary>Measurements that found no room.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    public IEnumerable<KeyValuePair<LabelSet, Series>> All => _series;

    public void Record(double measurement, ReadOnlySpan<KeyValuePair<string, object?>> tags, long scrape)
    {
        if (!_lookup.TryGetValue(tags, out var series))
        {
            // Several threads at once may pass the bound by as many series; it is a guard against growth, not a quota.
            if (_series.Count >= _maxSeries)
            {
                Interlocked.Increment(ref _dropped);
                return;
            }

            series = _series.GetOrAdd(new LabelSet(tags), _ => new Series(Bounds));
        }

        var value = measurement * Name.Scale;
        if (Kind == MetricKind.Histogram)
            series.Observe(value);
        else if (_isAbsolute)
            series.Set(value, scrape);
        else
            series.Add(value);
    }

    /// <summary>Forgets the series that the scrape did not see any more.</summary>
    public void EndScrape(long scrape)
    {
        if (!IsObserved)
            return;
        foreach (var (labels, series) in _series)
        {
            if (series.Read().Scrape < scrape)
                _series.TryRemove(labels, out _);
        }
    }

    private static double[] BoundsOf(Instrument instrument, MetricName name)
    {
        var advised = instrument switch
        {
            Instrument<double> { Advice.HistogramBucketBoundaries: { Count: > 0 } bounds } => bounds,
            Instrument<float> { Advice.HistogramBucketBoundaries: { Count: > 0 } bounds } => bounds.Select(bound => (double)bound),
            Instrument<long> { Advice.HistogramBucketBoundaries: { Count: > 0 } bounds } => bounds.Select(bound => (double)bound),
            Instrument<int> { Advice.HistogramBucketBoundaries: { Count: > 0 } bounds } => bounds.Select(bound => (double)bound),
            _ => null,
        };
        if (advised is not null)
            return [.. advised.Select(bound => bound * name.Scale).Where(double.IsFinite).Distinct().Order()];
        return name.Unit switch
        {
            "seconds" => BoundsInSeconds,
            "bytes" => BoundsInBytes,
            _ => BoundsOtherwise,
        };
    }
}
