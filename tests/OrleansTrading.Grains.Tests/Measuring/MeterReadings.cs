using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace OrleansTrading.Grains.Tests.Measuring;

/// <summary>What instruments of the product have measured for one label value, which is to be the test's own. Instruments are listened to from the beginning on.</summary>
internal sealed class MeterReadings : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, double> _sums = new();
    private readonly ConcurrentDictionary<string, double> _gauges = new();
    private readonly string _owner;

    public MeterReadings(string owner)
    {
        _owner = owner;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name.StartsWith("orleanstrading.", StringComparison.Ordinal))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>What a counter or histogram has added up to, as <c>name{label=value}</c> without the owner's label; null when it has measured nothing.</summary>
    public double? Sum(string series) => _sums.TryGetValue(series, out var sum) ? sum : null;

    /// <summary>The gauges as they are now.</summary>
    public IReadOnlyDictionary<string, double> Observe()
    {
        _gauges.Clear();
        _listener.RecordObservableInstruments();
        return _gauges.ToDictionary();
    }

    public void Dispose() => _listener.Dispose();

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var all = tags.ToArray();
        if (!all.Any(tag => tag.Value as string == _owner))
            return;
        var rest = string.Join(",", all.Where(tag => tag.Value as string != _owner).OrderBy(tag => tag.Key).Select(tag => $"{tag.Key}={tag.Value}"));
        var series = instrument.Name["orleanstrading.".Length..] + (rest.Length == 0 ? "" : $"{{{rest}}}");
        if (instrument.IsObservable)
            _gauges[series] = value;
        else
            _sums.AddOrUpdate(series, value, (_, sum) => sum + value);
    }
}
