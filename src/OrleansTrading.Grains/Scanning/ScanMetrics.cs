using System.Diagnostics.Metrics;
using OrleansTrading.Contracts.Scanning;

namespace OrleansTrading.Grains.Scanning;

/// <summary>What the scans of this silo take, as metrics.</summary>
internal sealed class ScanMetrics : IDisposable
{
    private readonly Meter _meter = new("OrleansTrading.Scanning");
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _readings;
    private readonly Counter<long> _skipped;

    public ScanMetrics()
    {
        _duration = _meter.CreateHistogram(
            "orleanstrading.scan.duration", "s", "How long a scan of the market took, by what it read from.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] });
        _readings = _meter.CreateCounter<long>("orleanstrading.scan.readings", "{reading}", "Readings of an instrument at an interval that scans have made.");
        _skipped = _meter.CreateCounter<long>("orleanstrading.scan.skipped", "{instrument}", "Instruments of which a scan could not read all.");
    }

    public void Scanned(ScanSource source, ScanReport report)
    {
        var label = new KeyValuePair<string, object?>("source", source.ToString().ToLowerInvariant());
        _duration.Record(report.Elapsed.TotalSeconds, label);
        _readings.Add(report.Scanned, label);
        _skipped.Add(report.Skipped.Length, label);
    }

    public void Dispose() => _meter.Dispose();
}
