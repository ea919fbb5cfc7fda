using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace OrleansTrading.Exchanges.Tests.Streams;

/// <summary>The client's end of a connection to <see cref="MemoryVenue"/>.</summary>
internal sealed class MemorySocket(TimeSpan openedAt, Action<MemorySocket> onLeft) : WebSocket
{
    private static readonly byte[] Closing = [];

    private readonly Lock _gate = new();
    private readonly HashSet<string> _subscribed = [];
    private readonly Queue<byte[]> _onTheWay = new();
    private readonly Queue<byte[]> _arrived = new();
    private TaskCompletionSource? _reader;
    private TaskCompletionSource? _idle;
    private bool _gone;
    private WebSocketState _state = WebSocketState.Open;

    public TimeSpan OpenedAt => openedAt;

    public int Requests { get; private set; }

    public override WebSocketCloseStatus? CloseStatus => null;

    public override string? CloseStatusDescription => null;

    public override WebSocketState State => _state;

    public override string? SubProtocol => null;

    public void Queue(string stream, byte[] frame)
    {
        lock (_gate)
        {
            if (_subscribed.Contains(stream))
                _onTheWay.Enqueue(frame);
        }
    }

    public void Deliver(int most)
    {
        lock (_gate)
        {
            while (most-- > 0 && _onTheWay.TryDequeue(out var frame))
                _arrived.Enqueue(frame);
            _reader?.TrySetResult();
        }
    }

    public Task WhenIdleAsync()
    {
        lock (_gate)
        {
            if (_gone || (_reader is not null && _arrived.Count == 0))
                return Task.CompletedTask;
            return (_idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <summary>The connection breaks.</summary>
    public void Drop() => Abort();

    public override async ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task more;
            lock (_gate)
            {
                if (_arrived.TryDequeue(out var frame))
                {
                    _reader = null;
                    frame.CopyTo(buffer);
                    return new ValueWebSocketReceiveResult(frame.Length, frame == Closing ? WebSocketMessageType.Close : WebSocketMessageType.Text, true);
                }

                if (_gone)
                    throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely);
                _reader = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _idle?.TrySetResult();
                _idle = null;
                more = _reader.Task;
            }

            await more;
        }
    }

    public override ValueTask SendAsync(ReadOnlyMemory<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken)
    {
        using var document = JsonDocument.Parse(buffer);
        var root = document.RootElement;
        lock (_gate)
        {
            Requests++;
            foreach (var name in root.GetProperty("params").EnumerateArray())
            {
                if (root.GetProperty("method").ValueEquals("SUBSCRIBE"))
                    _subscribed.Add(name.GetString()!);
                else
                    _subscribed.Remove(name.GetString()!);
            }

            // The answer takes its place among what is sent.
            _onTheWay.Enqueue(Encoding.UTF8.GetBytes($$"""{"result":null,"id":{{root.GetProperty("id").GetInt64()}}}"""));
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>The venue answers a close after everything that it has sent before.</summary>
    public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _state = WebSocketState.CloseSent;
            _subscribed.Clear();
            _onTheWay.Enqueue(Closing);
        }

        Deliver(int.MaxValue);
        return Task.CompletedTask;
    }

    public override void Abort()
    {
        lock (_gate)
        {
            if (_gone)
                return;
            _gone = true;
            _state = WebSocketState.Aborted;
            _arrived.Clear();
            _reader?.TrySetResult();
            _idle?.TrySetResult();
        }

        onLeft(this);
    }

    public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
        CloseOutputAsync(closeStatus, statusDescription, cancellationToken);

    public override Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken) => throw new NotSupportedException();

    public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) =>
        SendAsync(buffer.AsMemory(), messageType, endOfMessage, cancellationToken).AsTask();

    public override void Dispose() => Abort();
}
