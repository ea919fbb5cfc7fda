namespace OrleansTrading.Domain.Streams;

/// <summary>
/// Health of one stream kind of one instrument. Times are monotonic and come from the caller.
/// Invariant: only data of this very stream moves its last-data time; pings, acknowledgements and other streams never do, and
/// what comes a second time only shows that the subscription lives.
/// One writer (the connection that carries the stream), any number of readers. A connection that has handed the stream over to
/// another says nothing of it any more.
/// Ordering: a writer stores times before the flag that gives them meaning, and a reader loads the flag before the times; so a
/// reader never judges a new subscription by the age of data that came on an old one.
/// </summary>
public sealed class StreamHealth(StreamKind kind, StreamTimeouts timeouts)
{
    private const long Never = long.MinValue;

    private StreamRhythm _rhythm = new(timeouts, kind.Quiet());
    private long _subscribedAt = Never;
    private long _lostAt = Never;
    private int _reconnects;
    private int _stalls;
    private volatile bool _connected;
    private volatile bool _hasDataOnSubscription;
    private volatile string? _lastAction;

    public StreamKind Kind => kind;

    public StreamTimeouts Timeouts => timeouts;

    /// <summary>Times and habit are those of this stream from now on; whoever reads the stream tells it of data.</summary>
    public void Follow(StreamRhythm rhythm) => Volatile.Write(ref _rhythm, rhythm);

    /// <summary>Data of this stream has come, and its rhythm knows.</summary>
    public void OnData()
    {
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
        if (StateAt(now, _connected, _hasDataOnSubscription, Volatile.Read(ref _rhythm)) == StreamState.Stalled)
            Interlocked.Increment(ref _stalls);
        if (_connected || Volatile.Read(ref _lostAt) == Never)
        {
            Volatile.Write(ref _lostAt, now.Ticks);
            Interlocked.Increment(ref _reconnects);
        }

        _connected = false;
    }

    /// <summary>What was done to the stream and why, in a few words.</summary>
    public void Note(string action) => _lastAction = action;

    public StreamHealthSnapshot Snapshot(TimeSpan now)
    {
        var connected = _connected;
        var hasData = _hasDataOnSubscription;
        var rhythm = Volatile.Read(ref _rhythm);
        TimeSpan? age = rhythm.LastData is { } last ? Positive(now - last) : null;
        return new StreamHealthSnapshot(kind, StateAt(now, connected, hasData, rhythm), age, Volatile.Read(ref _reconnects))
        {
            StallAfter = rhythm.Meaning == QuietMeaning.Nothing ? null : rhythm.StallAfter,
            LastAction = _lastAction,
            Stalls = Volatile.Read(ref _stalls),
        };
    }

    private StreamState StateAt(TimeSpan now, bool connected, bool hasData, StreamRhythm rhythm)
    {
        if (!connected)
        {
            var lostAt = Volatile.Read(ref _lostAt);
            if (lostAt == Never)
                return StreamState.Waiting;
            return now.Ticks - lostAt > timeouts.DownAfter.Ticks ? StreamState.Down : StreamState.Reconnecting;
        }

        if (rhythm.Meaning == QuietMeaning.Nothing)
            return StreamState.Live;
        var silent = rhythm.IsExcused ? StreamState.Idle : StreamState.Stalled;
        if (!hasData || rhythm.LastHeard is not { } heard)
            return now.Ticks - Volatile.Read(ref _subscribedAt) > rhythm.FirstMessageAfter.Ticks ? silent : StreamState.Waiting;
        var (quiet, stall) = (now - heard, rhythm.StallAfter);
        return quiet > stall ? silent : quiet > stall / 2 ? StreamState.Idle : StreamState.Live;
    }

    private static TimeSpan Positive(TimeSpan age) => age > TimeSpan.Zero ? age : TimeSpan.Zero;
}
