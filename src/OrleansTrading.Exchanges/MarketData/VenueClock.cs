namespace OrleansTrading.Exchanges.MarketData;

/// <summary>
/// What time it is at a venue. Candle staleness is judged by this clock, not by ours: a simulated or replayed
/// market runs at its own pace. Invariant: it never goes back, and never runs ahead of what the venue has said
/// by more than the time that has passed here since. Safe for any number of threads.
/// </summary>
public sealed class VenueClock(TimeProvider time)
{
    private readonly Lock _gate = new();
    private long _said;
    private long _saidAt;
    private bool _known;

    /// <summary>Unix milliseconds at the venue; our own clock until the venue has said anything.</summary>
    public long Now
    {
        get
        {
            lock (_gate)
            {
                return _known
                    ? _said + (long)time.GetElapsedTime(_saidAt).TotalMilliseconds
                    : time.GetUtcNow().ToUnixTimeMilliseconds();
            }
        }
    }

    /// <summary>Whether the venue has named its time yet.</summary>
    public bool IsKnown
    {
        get
        {
            lock (_gate)
                return _known;
        }
    }

    /// <summary>The venue has named its time: an event time or an answer to a time request. Earlier times than known change nothing.</summary>
    public void Observe(long venueTime)
    {
        lock (_gate)
        {
            if (_known && venueTime <= _said + (long)time.GetElapsedTime(_saidAt).TotalMilliseconds)
                return;
            (_said, _saidAt, _known) = (venueTime, time.GetTimestamp(), true);
        }
    }
}
