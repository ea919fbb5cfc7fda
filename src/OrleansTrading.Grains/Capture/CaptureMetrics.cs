using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using OrleansTrading.Parquet.Captures;

namespace OrleansTrading.Grains.Capture;

/// <summary>What is recorded on this silo, as metrics and as totals. Labelled by venue and kind, never by symbol.</summary>
internal sealed class CaptureMetrics : IDisposable
{
    private readonly Meter _meter = new("OrleansTrading.Capture");
    private readonly ConcurrentDictionary<CaptureKind, KindTotals> _totals = new();
    private readonly Counter<long> _rows;
    private readonly Counter<long> _files;
    private readonly Counter<long> _bytes;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _conflated;
    private readonly Counter<long> _letGo;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _heldBack;
    private readonly Histogram<double> _duration;

    public CaptureMetrics()
    {
        _rows = _meter.CreateCounter<long>("orleanstrading.capture.rows", "{row}", "Rows written to capture files.");
        _files = _meter.CreateCounter<long>("orleanstrading.capture.files", "{file}", "Capture files written.");
        _bytes = _meter.CreateCounter<long>("orleanstrading.capture.bytes", "By", "Length of the capture files written.");
        _failures = _meter.CreateCounter<long>("orleanstrading.capture.failures", "{failure}", "Writes of capture files that failed; the rows are kept.");
        _conflated = _meter.CreateCounter<long>("orleanstrading.capture.conflated", "{row}", "Rows of order flow that were merged into a neighbour because the disk was too slow.");
        _letGo = _meter.CreateCounter<long>("orleanstrading.capture.let_go", "{row}", "Rows that were not recorded because the disk took none; trades are asked for again.");
        _refused = _meter.CreateCounter<long>("orleanstrading.capture.refused", "{row}", "Rows with a time that cannot be, which are not recorded.");
        _heldBack = _meter.CreateCounter<long>("orleanstrading.capture.held_back", "{event}", "Times that symbols began to be held back because the disk was too slow.");
        _duration = _meter.CreateHistogram<double>("orleanstrading.capture.write_duration", "s", "How long a capture file took to write.");
    }

    public IReadOnlyDictionary<CaptureKind, KindTotals> Totals => _totals;

    public void Observe(Func<long> rows, Func<long> bytes, Func<bool> isPaused)
    {
        _meter.CreateObservableGauge("orleanstrading.capture.buffered_rows", rows, "{row}", "Rows that are not yet in a file.");
        _meter.CreateObservableGauge("orleanstrading.capture.buffered_bytes", bytes, "By", "Memory of rows that are not yet in a file.");
        _meter.CreateObservableGauge("orleanstrading.capture.paused", () => isPaused() ? 1 : 0, "{state}", "Whether the disk takes no capture files.");
    }

    public void Written(CaptureBatch batch, CapturedFile file, TimeSpan took)
    {
        var (venue, kind) = Labels(batch.Instrument.Venue, batch.Kind);
        _rows.Add(file.Rows, venue, kind);
        _files.Add(1, venue, kind);
        _bytes.Add(file.Bytes, venue, kind);
        _duration.Record(took.TotalSeconds, venue, kind);
        TotalsOf(batch.Kind).Written(file.Rows, file.Bytes);
    }

    public void Failed(CaptureBatch batch)
    {
        var (venue, kind) = Labels(batch.Instrument.Venue, batch.Kind);
        _failures.Add(1, venue, kind);
    }

    public void Conflated(string venue, int rows)
    {
        var (venueLabel, kind) = Labels(venue, CaptureKind.Flow);
        _conflated.Add(rows, venueLabel, kind);
        TotalsOf(CaptureKind.Flow).Conflate(rows);
    }

    public void LetGo(string venue, CaptureKind kind, int rows)
    {
        var (venueLabel, kindLabel) = Labels(venue, kind);
        _letGo.Add(rows, venueLabel, kindLabel);
        TotalsOf(kind).LetRowsGo(rows);
    }

    public void Refused(string venue, CaptureKind kind)
    {
        var (venueLabel, kindLabel) = Labels(venue, kind);
        _refused.Add(1, venueLabel, kindLabel);
        TotalsOf(kind).Refuse();
    }

    public void HeldBack() => _heldBack.Add(1);

    public void Dispose() => _meter.Dispose();

    private KindTotals TotalsOf(CaptureKind kind) => _totals.GetOrAdd(kind, _ => new KindTotals());

    private static (KeyValuePair<string, object?> Venue, KeyValuePair<string, object?> Kind) Labels(string venue, CaptureKind kind) =>
        (new("venue", venue), new("kind", kind.Name()));
}
