using System.Collections.Frozen;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Grains.MarketData;

namespace OrleansTrading.Grains.StreamWatch;

/// <summary>
/// What happens to the streams of this silo's symbols, as metrics by venue and kind; besides, in series of their own, by instrument for
/// those that <see cref="MetricsOptions.BySymbol"/> names. What is handled is measured without allocation.
/// </summary>
internal sealed class StreamWatchMetrics : IDisposable
{
    /// <summary>Upper bounds of the lag's buckets, in seconds.</summary>
    private static readonly InstrumentAdvice<double> LagBuckets = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    };

    private readonly Meter _meter = new("OrleansTrading.StreamWatch");
    private readonly FrozenSet<InstrumentId> _named;
    private readonly Histogram<double> _lag;
    private readonly Histogram<double> _lagOfSymbol;
    private readonly Counter<long> _interruptions;
    private readonly Counter<long> _interruptionsOfSymbol;
    private readonly Counter<long> _transitions;

    public StreamWatchMetrics(IOptions<MetricsOptions> options)
    {
        _named = options.Value.ParseInstruments().ToFrozenSet();
        _lag = _meter.CreateHistogram(
            "orleanstrading.stream.lag", "s", "From an event's own time, by the venue's clock, to its handling; the oldest event of a batch, sampled.", null, LagBuckets);
        _lagOfSymbol = _meter.CreateHistogram("orleanstrading.symbol.lag", "s", "The lag of single instruments, as asked for.", null, LagBuckets);
        _interruptions = _meter.CreateCounter<long>(
            "orleanstrading.stream.interruptions", "{interruption}", "Streams that lost their connection or were asked for again.");
        _interruptionsOfSymbol = _meter.CreateCounter<long>(
            "orleanstrading.symbol.interruptions", "{interruption}", "Interruptions of the streams of single instruments, as asked for.");
        _transitions = _meter.CreateCounter<long>("orleanstrading.stream.transitions", "{change}", "Changes of state that were recorded, by the new state.");
    }

    /// <summary>Whether an instrument has series of its own.</summary>
    public bool Names(InstrumentId instrument) => _named.Contains(instrument);

    public void Handled(InstrumentId instrument, StreamKind kind, double lagSeconds, bool isNamed)
    {
        _lag.Record(lagSeconds, new("venue", instrument.Venue), Kind(kind));
        if (isNamed)
            _lagOfSymbol.Record(lagSeconds, new("instrument", instrument.ToString()), Kind(kind));
    }

    public void Interrupted(InstrumentId instrument, StreamKind kind, int count, bool isNamed)
    {
        _interruptions.Add(count, new("venue", instrument.Venue), Kind(kind));
        if (isNamed)
            _interruptionsOfSymbol.Add(count, new("instrument", instrument.ToString()), Kind(kind));
    }

    public void Changed(StreamTransition change) => _transitions.Add(
        1, new("venue", change.Instrument.Venue), Kind(change.Kind), new("state", change.IsWatched ? NameOf(change.To) : "unwatched"));

    internal Meter Meter => _meter;

    public void Dispose() => _meter.Dispose();

    internal static KeyValuePair<string, object?> Kind(StreamKind kind) => new("kind", MarketMetrics.NameOf(kind));

    internal static string NameOf(StreamState state) => state switch
    {
        StreamState.Waiting => "waiting",
        StreamState.Live => "live",
        StreamState.Idle => "idle",
        StreamState.Stalled => "stalled",
        StreamState.Reconnecting => "reconnecting",
        StreamState.Down => "down",
        _ => "other",
    };
}
