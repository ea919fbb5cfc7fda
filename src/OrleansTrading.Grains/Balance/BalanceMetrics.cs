using System.Diagnostics.Metrics;

namespace OrleansTrading.Grains.Balance;

/// <summary>Symbols that this silo has passed on, as a metric.</summary>
internal sealed class BalanceMetrics : IDisposable
{
    private readonly Meter _meter = new("OrleansTrading.Grains");
    private readonly Counter<long> _moved;

    public BalanceMetrics() =>
        _moved = _meter.CreateCounter<long>("orleanstrading.symbols.moved", "{symbol}", "Symbols that this silo has passed on to one that follows fewer.");

    public void Moved(string venue) => _moved.Add(1, new KeyValuePair<string, object?>("venue", venue));

    public void Dispose() => _meter.Dispose();
}
