using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using OrleansTrading.Domain.Books;
using OrleansTrading.Grains.Symbols;

namespace OrleansTrading.Grains.MarketData;

/// <summary>How the order books of this silo fare, as metrics labelled by venue.</summary>
internal sealed class BookMetrics : IDisposable
{
    private readonly Meter _meter = new("OrleansTrading.Books");
    private readonly ConcurrentDictionary<BookKeeper, bool> _keepers = [];
    private readonly Counter<long> _snapshots;
    private readonly Counter<long> _resyncs;
    private readonly Counter<long> _gaps;
    private readonly Counter<long> _defects;

    public BookMetrics()
    {
        _snapshots = _meter.CreateCounter<long>("orleanstrading.books.snapshots", "{snapshot}", "Snapshots of order books asked of the venue.");
        _resyncs = _meter.CreateCounter<long>("orleanstrading.books.resyncs", "{resync}", "Order books begun anew after they had been in step.");
        _gaps = _meter.CreateCounter<long>("orleanstrading.books.gaps", "{gap}", "Changes of order books found missing.");
        _defects = _meter.CreateCounter<long>("orleanstrading.books.defects", "{defect}", "Order books that could not be true: crossed, out of order, out of bounds.");
        _meter.CreateObservableGauge("orleanstrading.books.live", () => Sum(keeper => keeper.Phase == BookPhase.Live ? 1 : 0), "{book}", "Order books in step with their venue.");
        _meter.CreateObservableGauge("orleanstrading.books.waiting", () => Sum(keeper => keeper.Phase == BookPhase.Live ? 0 : 1), "{book}", "Order books that are followed and not in step.");
        _meter.CreateObservableGauge("orleanstrading.books.bytes", () => Sum(keeper => keeper.Bytes), "By", "Bytes of the arrays that hold levels.");
    }

    public void Enter(BookKeeper keeper) => _keepers[keeper] = true;

    public void Leave(BookKeeper keeper) => _keepers.TryRemove(keeper, out _);

    public void Snapshot(string venue) => _snapshots.Add(1, Label(venue));

    public void Resync(string venue) => _resyncs.Add(1, Label(venue));

    public void Gap(string venue) => _gaps.Add(1, Label(venue));

    public void Defect(string venue) => _defects.Add(1, Label(venue));

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<long>> Sum(Func<BookKeeper, long> value) => _keepers.Keys
        .GroupBy(keeper => keeper.Instrument.Venue)
        .Select(venue => new Measurement<long>(venue.Sum(value), Label(venue.Key)));

    private static KeyValuePair<string, object?> Label(string venue) => new("venue", venue);
}
