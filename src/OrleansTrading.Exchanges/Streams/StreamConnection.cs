using System.Net.WebSockets;
using System.Text;

namespace OrleansTrading.Exchanges.Streams;

/// <summary>
/// Keeps one connection of a route alive for as long as it has streams: connects, runs a session, tells the sinks
/// when it breaks, waits and connects again, without end. When its last stream leaves it closes for good.
/// Before the venue ends a connection for its age, another one takes over its streams.
/// </summary>
internal sealed partial class StreamConnection : IDisposable
{
    private readonly string _route;
    private readonly StreamContext _context;
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly ReconnectBackoff _backoff;
    private readonly Action<StreamConnection> _onClosed;

    /// <summary>What carries the streams.</summary>
    private StreamLine _line = new();

    /// <summary>What is about to take them over; null most of the time.</summary>
    private StreamLine? _next;
    private TimeSpan? _lastStallReconnect;
    private long _messagesOfEnded;
    private bool _closed;

    public StreamConnection(string route, StreamContext context, Action<StreamConnection> onClosed)
    {
        (_route, _context, _onClosed) = (route, context, onClosed);
        _backoff = NewBackoff(context);
        Completion = Task.CompletedTask;
    }

    public string Route => _route;

    public bool IsOpen => Volatile.Read(ref _line).Session is not null;

    public int Streams => Volatile.Read(ref _line).Streams.Count;

    public long Messages =>
        Volatile.Read(ref _messagesOfEnded) + (Volatile.Read(ref _line).Session?.Messages ?? 0) + (Volatile.Read(ref _next)?.Session?.Messages ?? 0);

    /// <summary>Completes when the connection has closed for good.</summary>
    public Task Completion { get; private set; }

    /// <summary>Takes on a stream; false when full or closing.</summary>
    public bool TryAttach(MarketStream stream)
    {
        lock (_gate)
        {
            if (_closed || _line.Streams.Count >= _context.Options.MaxStreamsPerConnection)
                return false;
            _line.Want(stream);
            AttachNext(stream);
        }

        Wake();
        return true;
    }

    public void Start() => Completion = Task.Run(RunAsync);

    /// <summary>
    /// Has the venue confirm the stream once more, for a subscriber that came later. False when the stream is no
    /// longer here: it has to be attached anew.
    /// </summary>
    public bool TryJoin(string name, StreamSubscriber subscriber)
    {
        lock (_gate)
        {
            if (_closed || !_line.Streams.TryFind(Encoding.UTF8.GetBytes(name), out var stream) || stream.Subscribers.Length == 0)
                return false;
            stream.Add(subscriber);
            _line.Want(stream);
            JoinNext(stream, subscriber);
        }

        Wake();
        return true;
    }

    /// <summary>
    /// The subscriber has gone; a stream without subscribers is ended, a connection without streams closes. True when the stream
    /// has none left.
    /// </summary>
    public bool Leave(string name, StreamSubscriber subscriber)
    {
        lock (_gate)
        {
            if (!_line.Streams.TryFind(Encoding.UTF8.GetBytes(name), out var stream))
                return true;
            stream.Remove(subscriber);
            LeaveNext(stream, subscriber);
            if (stream.Subscribers.Length > 0)
                return false;
            _line.Drop(stream);
            if (_line.Streams.All.All(left => left.Phase is StreamPhase.Unwanted or StreamPhase.Leaving))
                _closed = true;
        }

        if (_closed)
            Close();
        else
            Wake();
        return true;
    }

    /// <summary>Closes for good.</summary>
    public void Close()
    {
        lock (_gate)
            _closed = true;
        _closing.Cancel();
        EndSessions();
    }

    public void Dispose() => _closing.Dispose();

    private async Task RunAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            var end = await ConnectAndRunGuardedAsync();
            if (_closing.IsCancellationRequested)
                break;
            Interrupt();
            _context.Counters.CountReconnect();
            if (end.Kind == SessionEndKind.Stalled)
                _lastStallReconnect = _context.Now;
            await WaitAsync(end);
        }

        _context.Counters.KeepMessages(_messagesOfEnded);
        _onClosed(this);
    }

    private async Task<SessionEnd> ConnectAndRunAsync()
    {
        var (socket, failure) = await DialAsync(DialPurpose.Repair, _closing.Token);
        if (socket is null)
            return failure;
        var line = _line;
        Open(line, socket);
        while (true)
        {
            var openedAt = _context.Now;
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token);
            var replacing = ReplaceAsync(line, stop.Token);
            SessionEnd end;
            StreamLine? next;
            try
            {
                end = await line.Running;
            }
            finally
            {
                await stop.CancelAsync();
                next = await replacing;
            }

            var brought = Close(line);
            if (next is null)
            {
                if (brought > 0 && _context.Now - openedAt >= _context.Options.SoundAfter)
                    _backoff.Reset();
                LogEnded(_route, end.Kind, end.Reason);
                return end;
            }

            HandOver(line, next, end);
            line = next;
        }
    }

    private void Open(StreamLine line, WebSocket socket)
    {
        LogConnected(_route, line.Streams.Count);
        lock (_gate)
            line.Session = new StreamSession(_route, socket, line.Streams, _gate, _lastStallReconnect, _context);
        // Close may have come between dialling and now; it finds the session from here on.
        if (_closing.IsCancellationRequested)
            EndSessions();
        line.Running = line.Session.RunAsync();
    }

    /// <summary>The line's session has ended. Answers how many messages it brought.</summary>
    private long Close(StreamLine line)
    {
        lock (_gate)
        {
            var messages = line.Session?.Messages ?? 0;
            line.IsDrained = line.Session is { IsDrained: true };
            line.Session = null;
            Volatile.Write(ref _messagesOfEnded, _messagesOfEnded + messages);
            return messages;
        }
    }

    private void EndSessions()
    {
        Volatile.Read(ref _line).Session?.End(SessionEndKind.Stopped, "no longer needed");
        Volatile.Read(ref _next)?.Session?.End(SessionEndKind.Stopped, "no longer needed");
    }

    private void Wake()
    {
        Volatile.Read(ref _line).Session?.Wake();
        Volatile.Read(ref _next)?.Session?.Wake();
    }

    /// <summary>Every stream is to be asked for on the next connection, and its sinks are told.</summary>
    private void Interrupt()
    {
        var streams = _line.Streams;
        lock (_gate)
        {
            foreach (var stream in streams.All)
            {
                if (stream.Subscribers.Length == 0)
                    streams.Remove(stream);
                else
                    stream.Phase = StreamPhase.Wanted;
            }
        }

        var now = _context.Now;
        foreach (var stream in streams.All)
        {
            foreach (var subscriber in stream.Subscribers)
                Tell(() => subscriber.OnInterrupted(stream, now));
        }
    }
}
