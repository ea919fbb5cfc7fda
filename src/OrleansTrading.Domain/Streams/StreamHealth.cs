namespace OrleansTrading.Domain.Streams;

/// <summary>
/// Health of one stream kind of one instrument. Times are monotonic and come from the caller.
/// Invariant: only data of this very stream moves <c>lastData</c>; pings, acknowledgements and other streams never do.
/// One writer (the connection that carries the stream), any number of readers. A connection that has handed the stream over to
/// another says nothing of it any more.
/// Ordering: a writer stores times before the flag that gives them meaning, and a reader loads the flag before the times; so a
/// reader never judges a new subscription by the age of data that came on an old one.
/// </summary>
public sealed class StreamHealth(StreamKind kind, StreamTimeouts timeouts)
{
    private const long Never = long.MinValue;

    private long _lastData = Never;
    private long _subscribedAt = Never;
    private long _lostAt = Never;
    private int _reconnects;
    private volatile bool _connected;
    private volatile bool _hasDataOnSubscription;

    public StreamKind Kind => kind;

    public StreamTimeouts Timeouts => timeouts;

    /// <summary>Data of this stream has come.</summary>
    public void OnData(TimeSpan now)
    {
        Volatile.Write(ref _lastData, now.Ticks);
        if (!_hasDataOnSubscription)
            _hasDataOnSubscription = true;
    }

    /// <summary>The venue has been asked for this stream on a connection that is open.</summary>
    public void OnSubscribed(TimeSpan now)
    {
        Volatile.Write(ref _subscribedAt, now.Ticks);
        Volatile.Write(ref _lostAt, Never);
        _hasDataOnSubscription = false;
        _connected = true;
    }

    /// <summary>The connection that carried the stream is gone, or the stream is being asked for again after a stall.</summary>
    public void OnConnectionLost(TimeSpan now)
    {
        if (_connected || Volatile.Read(ref _lostAt) == Never)
        {
            Volatile.Write(ref _lostAt, now.Ticks);
            Interlocked.Increment(ref _reconnects);
        }

        _connected = false;
    }

    public StreamHealthSnapshot Snapshot(TimeSpan now)
    {
        var connected = _connected;
        var hasData = _hasDataOnSubscription;
        var lastData = Volatile.Read(ref _lastData);
        TimeSpan? age = lastData == Never ? null : Positive(now.Ticks - lastData);
        return new StreamHealthSnapshot(kind, StateAt(now, connected, hasData ? age : null), age, Volatile.Read(ref _reconnects));
    }

    private StreamState StateAt(TimeSpan now, bool connected, TimeSpan? age)
    {
        if (!connected)
        {
            var lostAt = Volatile.Read(ref _lostAt);
            if (lostAt == Never)
                return StreamState.Waiting;
            return now.Ticks - lostAt > timeouts.DownAfter.Ticks ? StreamState.Down : StreamState.Reconnecting;
        }

        if (age is not { } quiet)
        {
            var waited = now.Ticks - Volatile.Read(ref _subscribedAt);
            return waited > timeouts.FirstMessage.Ticks ? StreamState.Stalled : StreamState.Waiting;
        }

        if (quiet > timeouts.Stall)
            return StreamState.Stalled;
        return quiet > timeouts.Idle ? StreamState.Idle : StreamState.Live;
    }

    private static TimeSpan Positive(long ticks) => TimeSpan.FromTicks(Math.Max(0, ticks));
}
