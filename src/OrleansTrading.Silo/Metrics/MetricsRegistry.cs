using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace OrleansTrading.Silo.Metrics;

/// <summary>Listens to every meter of the process, save those that .NET keeps for its own diagnosis, and holds the running values.</summary>
internal sealed partial class MetricsRegistry : IDisposable
{
    /// <summary>Label sets kept for one instrument.</summary>
    public const int MaxSeriesPerInstrument = 2000;

    private readonly ConcurrentDictionary<Instrument, InstrumentSeries> _instruments = new();
    private readonly MeterListener _listener = new();
    private readonly Lock _scrapeGate = new();
    private readonly Func<Meter, bool> _accepts;
    private readonly int _maxSeries;
    private readonly ILogger<MetricsRegistry> _logger;
    private long _scrape;

    public MetricsRegistry(ILogger<MetricsRegistry> logger)
        : this(logger, meter => !meter.Name.StartsWith("Private.", StringComparison.Ordinal), MaxSeriesPerInstrument)
    {
    }

    public MetricsRegistry(ILogger<MetricsRegistry> logger, Func<Meter, bool> accepts, int maxSeries)
    {
        (_logger, _accepts, _maxSeries) = (logger, accepts, maxSeries);
        _listener.InstrumentPublished = OnPublished;
        _listener.MeasurementsCompleted = (instrument, state) => _instruments.TryRemove(instrument, out InstrumentSeries? _);
        _listener.SetMeasurementEventCallback<byte>((_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<short>((_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<int>((_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<long>((_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<float>((_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<double>((_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<decimal>((_, value, tags, state) => Record((double)value, tags, state));
        _listener.Start();
    }

    /// <summary>All families as they are now, in the text format of Prometheus.</summary>
    public string Scrape()
    {
        // One scrape at a time: the number of the scrape tells which observed series still exist.
        lock (_scrapeGate)
        {
            Observe();
            return PrometheusText.Write([.. _instruments.Values]);
        }
    }

    /// <summary>All series as they are now, save histograms.</summary>
    public IReadOnlyList<MetricReading> Read()
    {
        lock (_scrapeGate)
        {
            Observe();
            return
            [
                .. _instruments.Values.Where(instrument => instrument.Kind != MetricKind.Histogram).SelectMany(instrument => instrument.All.Select(
                    series => new MetricReading(instrument.Name.Text, instrument.Kind, series.Key.Text, series.Value.Read().Value))),
            ];
        }
    }

    public void Dispose() => _listener.Dispose();

    private void OnPublished(Instrument instrument, MeterListener listener)
    {
        if (!_accepts(instrument.Meter))
            return;
        var series = _instruments.GetOrAdd(instrument, key => new InstrumentSeries(key, _maxSeries));
        listener.EnableMeasurementEvents(instrument, series);
    }

    private void Observe()
    {
        Interlocked.Increment(ref _scrape);
        RecordObserved();
        foreach (var instrument in _instruments.Values)
            instrument.EndScrape(_scrape);
    }

    private void RecordObserved()
    {
        try
        {
            _listener.RecordObservableInstruments();
        }
        catch (AggregateException exception)
        {
            LogObservationFailed(exception);
        }
    }

    private void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state) =>
        ((InstrumentSeries)state!).Record(value, tags, Interlocked.Read(ref _scrape));
}
