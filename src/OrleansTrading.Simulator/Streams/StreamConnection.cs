using OrleansTrading.Simulator.Text;

namespace OrleansTrading.Simulator.Streams;

/// <summary>One client on one listen path: what it subscribed to and what is on its way to it.</summary>
internal sealed class StreamConnection : IDisposable
{
    /// <summary>Streams that one connection may listen to.</summary>
    public const int MostStreams = 1_024;

    // A consumer that lets this much gather at a finite speed is cut off, as the venue does.
    private const int LargestBacklog = 32 * 1024 * 1024;
    private const int HighWater = 512 * 1024;

    private static readonly TimeSpan PingPeriod = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan PongPatience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Life = TimeSpan.FromHours(24);

    // Of the wall clock, whatever clock the simulator is on: a socket's time to take what waits.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(10);

    private readonly TimeProvider _time;
    private readonly bool _waitsForConsumer;
    private readonly OutboundQueue _queue = new(HighWater);
    private readonly CancellationTokenSource _aborted = new();
    private readonly ControlRate _controlRate;
    private readonly long _opened;
    private long _lastPing;
    private long _lastPong;
    private bool _disposed;

    public StreamConnection(long id, ListenPath path, bool combined, TimeProvider time, bool waitsForConsumer)
    {
        Id = id;
        Path = path;
        Combined = combined;
        _time = time;
        _waitsForConsumer = waitsForConsumer;
        _controlRate = new ControlRate(time);
        _opened = _lastPing = _lastPong = time.GetTimestamp();
    }

    public long Id { get; }

    public ListenPath Path { get; }

    /// <summary>Whether frames are wrapped in {"stream":…,"data":…}.</summary>
    public bool Combined { get; set; }

    /// <summary>Names in the order of subscription, those that stay silent included. Touched by the reading side only.</summary>
    public List<string> Names { get; } = [];

    public CancellationToken Aborted => _aborted.Token;

    public bool IsCongested => _queue.IsCongested;

    public Task DrainedAsync() => _queue.DrainedAsync();

    public void SendMarketData(MarketStream stream, ReadOnlySpan<byte> payload)
    {
        var waiting = Combined ? _queue.Append(stream.CombinedPrefix, payload, "}"u8) : _queue.Append(payload, default, default);
        if (waiting > LargestBacklog && !_waitsForConsumer)
        {
            Abort();
        }
    }

    /// <summary>Sends a message of the private stream with that key.</summary>
    public void SendUserData(string key, ReadOnlySpan<byte> payload)
    {
        if (Combined)
            _queue.Append(System.Text.Encoding.UTF8.GetBytes($"{{\"stream\":\"{key}\",\"data\":"), payload, "}"u8);
        else
            _queue.Append(payload, default, default);
    }

    public void SendText(Utf8Buffer json) => _queue.Append(json.Written, default, default);

    /// <summary>Answers a request whose effect is complete when the answer arrives, and unseen before.</summary>
    public void SendText(Utf8Buffer json, Action effect) => _queue.AppendWith(json.Written, effect);

    public void SendPong(ReadOnlySpan<byte> payload) => _queue.Append(WebSocketFrame.Pong, payload);

    /// <summary>Says goodbye after what already waits; cuts the connection of a client that does not take that.</summary>
    public void Close(ushort code)
    {
        _queue.Append(WebSocketFrame.Close, [(byte)(code >> 8), (byte)code]);
        _queue.Complete();
        lock (_aborted)
        {
            if (!_disposed)
            {
                _aborted.CancelAfter(Farewell);
            }
        }
    }

    /// <summary>Cuts the connection without a word.</summary>
    public void Abort()
    {
        _queue.Complete();
        lock (_aborted)
        {
            if (!_disposed)
            {
                _aborted.Cancel();
            }
        }
    }

    public void Dispose()
    {
        Abort();
        lock (_aborted)
        {
            _disposed = true;
            _aborted.Dispose();
            _queue.Dispose();
        }
    }

    public void PongReceived() => Volatile.Write(ref _lastPong, _time.GetTimestamp());

    /// <summary>False when the client has sent more control messages in a second than the venue takes.</summary>
    public bool CountControlMessage() => _controlRate.Count();

    /// <summary>Pings every three minutes; ends a connection that does not answer for ten, or that is a day old.</summary>
    public void KeepAlive()
    {
        if (_time.GetElapsedTime(_opened) >= Life)
        {
            Close(1001);
        }
        else if (_time.GetElapsedTime(Volatile.Read(ref _lastPong)) >= PongPatience)
        {
            Close(1008);
        }
        else if (_time.GetElapsedTime(_lastPing) >= PingPeriod)
        {
            _lastPing = _time.GetTimestamp();
            Span<byte> payload = stackalloc byte[20];
            System.Buffers.Text.Utf8Formatter.TryFormat(_time.GetUtcNow().ToUnixTimeMilliseconds(), payload, out var written);
            _queue.Append(WebSocketFrame.Ping, payload[..written]);
        }
    }

    /// <summary>Writes what gathers until the queue is completed and empty.</summary>
    public async Task SendLoopAsync(Stream stream)
    {
        while (await _queue.TakeAsync(_aborted.Token) is { Length: > 0 } frames)
        {
            await stream.WriteAsync(frames, _aborted.Token);
            await stream.FlushAsync(_aborted.Token);
        }
    }
}
