namespace OrleansTrading.Exchanges.MarketData;

/// <summary>
/// What time it is at a venue. Candle staleness is judged by this clock, not by ours: a simulated or replayed
/// market runs at its own pace. Invariant: it never goes back, and never runs ahead of what the venue has said
/// by more than the time that has passed here since. A leap ahead of more than <see cref="LargestLeap"/> is believed only
/// once the venue has repeated it: one frame with a wrong time must not set the clock ahead for good. Safe for any number of threads.
/// </summary>
public sealed class VenueClock(TimeProvider time)
{
    /// <summary>What one message alone may set the clock ahead by.</summary>
    public static readonly TimeSpan LargestLeap = TimeSpan.FromHours(1);

    /// <summary>Messages in a row that must name a time beyond the leap before it is believed.</summary>
    public const int LeapConfirmations = 3;

    private static readonly TimeSpan SpeedWindow = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private long _said;
    private long _saidAt;
    private long _heard;
    private long _heardAt;
    private bool _known;
    private long _markedVenueTime;
    private long _markedAt;
    private int _leaps;
    private double _lastSpeed = 1;
    private double _speed = 1;

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

    /// <summary>
    /// The latest time that the venue itself has named, Unix milliseconds, and how long ago it was heard. Null until it has named one.
    /// What must not be called over too early is judged by this: a market may run slower than our own clock, or stand still.
    /// </summary>
    public (long Time, TimeSpan Age)? Said
    {
        get
        {
            lock (_gate)
                return _known ? (_heard, time.GetElapsedTime(_heardAt)) : null;
        }
    }

    /// <summary>
    /// Venue seconds in one of ours, at least 1; more where a market is replayed faster. Taken from what the venue has named, over
    /// the slower of the last two seconds, so that one jump of its clock is no speed.
    /// </summary>
    public double Speed
    {
        get
        {
            lock (_gate)
                return Math.Max(1, Math.Min(_lastSpeed, _speed));
        }
    }

    /// <summary>The venue has named its time: an event time or an answer to a time request. Earlier times than known change nothing.</summary>
    public void Observe(long venueTime)
    {
        lock (_gate)
        {
            if (IsUnconfirmedLeap(venueTime))
                return;
            _heardAt = time.GetTimestamp();
            _heard = _known ? Math.Max(_heard, venueTime) : venueTime;
            MeasureSpeed();
            if (_known && venueTime <= _said + (long)time.GetElapsedTime(_saidAt, _heardAt).TotalMilliseconds)
                return;
            (_said, _saidAt, _known) = (venueTime, _heardAt, true);
        }
    }

    private bool IsUnconfirmedLeap(long venueTime)
    {
        var leaps = _known && venueTime - _said - time.GetElapsedTime(_saidAt).TotalMilliseconds > LargestLeap.TotalMilliseconds;
        _leaps = leaps ? _leaps + 1 : 0;
        return leaps && _leaps < LeapConfirmations;
    }

    private void MeasureSpeed()
    {
        var elapsed = time.GetElapsedTime(_markedAt, _heardAt);
        if (_known && elapsed < SpeedWindow)
            return;
        if (_known)
            (_lastSpeed, _speed) = (_speed, (_heard - _markedVenueTime) / elapsed.TotalMilliseconds);
        (_markedVenueTime, _markedAt) = (_heard, _heardAt);
    }
}
