using System.Diagnostics.Metrics;

namespace OrleansTrading.Benchmarks.Chaos;

/// <summary>Counts symbols that silos pass on to each other, by the service's own metric.</summary>
internal sealed class SymbolMoves : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _count;

    public SymbolMoves()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "orleanstrading.symbols.moved")
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, moved, _, _) => Interlocked.Add(ref _count, moved));
        _listener.Start();
    }

    public long Count => Interlocked.Read(ref _count);

    public void Dispose() => _listener.Dispose();
}
