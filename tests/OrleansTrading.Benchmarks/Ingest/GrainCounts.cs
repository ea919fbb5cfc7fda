using System.Diagnostics.Metrics;

namespace OrleansTrading.Benchmarks.Ingest;

/// <summary>What the symbol grains of this process have done, by the metrics they publish.</summary>
internal sealed class GrainCounts : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _events;
    private long _closed;

    public GrainCounts()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name is EventsName or ClosedName)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, count, _, _) =>
            Interlocked.Add(ref instrument.Name == EventsName ? ref _events : ref _closed, count));
        _listener.Start();
    }

    private const string EventsName = "orleanstrading.market.events";
    private const string ClosedName = "orleanstrading.candles.closed";

    /// <summary>Stream events that grains have handled on their turns.</summary>
    public long Events => Volatile.Read(ref _events);

    /// <summary>Candles of all intervals that have closed.</summary>
    public long Closed => Volatile.Read(ref _closed);

    public void Dispose() => _listener.Dispose();
}
