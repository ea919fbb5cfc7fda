using System.Net.WebSockets;

namespace OrleansTrading.Exchanges.Streams;

/// <summary>
/// Keeps one connection of a route alive for as long as it has streams: connects, runs a session, tells the sinks
/// when it breaks, waits and connects again, without end. When its last stream leaves it closes for good.
/// </summary>
internal sealed partial class StreamConnection : IDisposable
{
    private readonly string _route;
    private readonly StreamContext _context;
    private readonly Lock _gate = new();
    private readonly StreamTable _streams = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly ReconnectBackoff _backoff;
    private readonly Action<StreamConnection> _onClosed;
    private StreamSession? _session;
    private TimeSpan? _lastStallReconnect;
    private long _messagesOfEnded;
    private bool _closed;

    public StreamConnection(string route, StreamContext context, Action<StreamConnection> onClosed)
    {
        (_route, _context, _onClosed) = (route, context, onClosed);
        _backoff = new ReconnectBackoff(context.Options.ReconnectDelay, context.Options.MaxReconnectDelay, context.Random);
        Completion = Task.CompletedTask;
    }

    public string Route => _route;

    public bool IsOpen => Volatile.Read(ref _session) is not null;

    public int Streams => _streams.Count;

    public long Messages => Volatile.Read(ref _messagesOfEnded) + (Volatile.Read(ref _session)?.Messages ?? 0);

    /// <summary>Completes when the connection has closed for good.</summary>
    public Task Completion { get; private set; }

    /// <summary>Takes on a stream; false when full or closing.</summary>
    public bool TryAttach(MarketStream stream)
    {
        lock (_gate)
        {
            if (_closed || _streams.Count >= _context.Options.MaxStreamsPerConnection)
                return false;
            stream.Phase = StreamPhase.Wanted;
            _streams.Add(stream);
        }

        _session?.Wake();
        return true;
    }

    public void Start() => Completion = Task.Run(RunAsync);

    /// <summary>
    /// Has the venue confirm the stream once more, for a subscriber that came later. False when the stream is no
    /// longer here: it has to be attached anew.
    /// </summary>
    public bool TryJoin(MarketStream stream, StreamSubscriber subscriber)
    {
        lock (_gate)
        {
            if (_closed || !_streams.TryFind(stream.Utf8Name, out var known) || known != stream)
                return false;
            stream.Add(subscriber);
            if (stream.Phase is not (StreamPhase.Asked or StreamPhase.Renewing))
                stream.Phase = StreamPhase.Wanted;
        }

        _session?.Wake();
        return true;
    }

    /// <summary>The subscriber has gone; a stream without subscribers is ended, a connection without streams closes.</summary>
    public void Leave(MarketStream stream, StreamSubscriber subscriber)
    {
        StreamSession? session;
        lock (_gate)
        {
            stream.Remove(subscriber);
            if (stream.Subscribers.Length > 0)
                return;
            session = _session;
            if (session is null || stream.Phase is StreamPhase.Wanted or StreamPhase.Refused)
                _streams.Remove(stream);
            else
                stream.Phase = StreamPhase.Unwanted;
            if (_streams.All.All(left => left.Phase is StreamPhase.Unwanted or StreamPhase.Leaving))
                _closed = true;
        }

        if (_closed)
            Close();
        else
            session?.Wake();
    }

    /// <summary>Closes for good.</summary>
    public void Close()
    {
        lock (_gate)
            _closed = true;
        _closing.Cancel();
        Volatile.Read(ref _session)?.End(SessionEndKind.Stopped, "no longer needed");
    }

    public void Dispose() => _closing.Dispose();

    private async Task RunAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            var end = await ConnectAndRunAsync();
            if (_closing.IsCancellationRequested)
                break;
            Interrupt();
            _context.Counters.CountReconnect();
            if (end.Kind == SessionEndKind.Stalled)
                _lastStallReconnect = _context.Now;
            if (end.Kind != SessionEndKind.Age)
                await WaitAsync(end);
        }

        _context.Counters.KeepMessages(_messagesOfEnded);
        _onClosed(this);
    }

    private async Task<SessionEnd> ConnectAndRunAsync()
    {
        var socket = await DialAsync();
        if (socket.Socket is null)
            return socket.Failure;
        LogConnected(_route, Streams);
        var session = new StreamSession(_route, socket.Socket, _streams, _gate, _lastStallReconnect, _context);
        var openedAt = _context.Now;
        lock (_gate)
            _session = session;
        // Close may have come between dialling and now; it finds the session from here on.
        if (_closing.IsCancellationRequested)
            session.End(SessionEndKind.Stopped, "no longer needed");
        var end = await session.RunAsync();
        lock (_gate)
            _session = null;
        Volatile.Write(ref _messagesOfEnded, _messagesOfEnded + session.Messages);
        if (session.Messages > 0 && _context.Now - openedAt >= _context.Options.SoundAfter)
            _backoff.Reset();
        LogEnded(_route, end.Kind, end.Reason);
        return end;
    }

    private async Task<(WebSocket? Socket, SessionEnd Failure)> DialAsync()
    {
        try
        {
            await _context.Protocol.PrepareAsync(_closing.Token);
            await _context.DialGate.EnterAsync(1, _closing.Token);
            using var timeLimit = new CancellationTokenSource(_context.Options.RequestTimeout, _context.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeLimit.Token, _closing.Token);
            return (await _context.Dialer.DialAsync(_context.Protocol.AddressOf(_route), either.Token), default);
        }
        catch (OperationCanceledException)
        {
            return (null, new SessionEnd(SessionEndKind.Lost, $"no connection within {_context.Options.RequestTimeout}"));
        }
        catch (Exception fault)
        {
            // Whatever it is, the next attempt may find it mended; the reason is logged with the wait.
            return (null, new SessionEnd(SessionEndKind.Lost, fault.Message));
        }
    }

    /// <summary>Every stream is to be asked for on the next connection, and its sinks are told.</summary>
    private void Interrupt()
    {
        lock (_gate)
        {
            foreach (var stream in _streams.All)
            {
                if (stream.Subscribers.Length == 0)
                    _streams.Remove(stream);
                else
                    stream.Phase = StreamPhase.Wanted;
            }
        }

        var now = _context.Now;
        foreach (var stream in _streams.All)
        {
            foreach (var subscriber in stream.Subscribers)
                subscriber.OnInterrupted(now);
        }
    }

    private async Task WaitAsync(SessionEnd end)
    {
        var wait = _backoff.Next();
        LogWaiting(_route, wait, end.Reason);
        try
        {
            await Task.Delay(wait, _context.Time, _closing.Token);
        }
        catch (OperationCanceledException)
        {
            // Closed while waiting.
        }
    }
}
