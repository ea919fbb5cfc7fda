namespace OrleansTrading.Grains.Capture;

/// <summary>
/// Batches of one instrument's trades that are in no file yet, each by its lowest id: whatever feed they came from, they may be written or given up
/// after it is closed. Safe from any thread.
/// </summary>
internal sealed class UnwrittenTrades
{
    private readonly Lock _gate = new();
    private readonly Dictionary<CaptureBatch, long> _lowest = [];

    /// <summary>No trade below this one is in a batch; null when there is no batch.</summary>
    public long? Lowest
    {
        get
        {
            lock (_gate)
                return _lowest.Count == 0 ? null : _lowest.Values.Min();
        }
    }

    public void Add(CaptureBatch batch, long lowest)
    {
        lock (_gate)
            _lowest.Add(batch, lowest);
    }

    /// <summary>It is in a file, or what was in it counts as let go.</summary>
    public void Remove(CaptureBatch batch)
    {
        lock (_gate)
            _lowest.Remove(batch);
    }
}
