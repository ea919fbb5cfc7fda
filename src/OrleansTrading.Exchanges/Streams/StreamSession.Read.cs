using System.Buffers;
using System.Net.WebSockets;

namespace OrleansTrading.Exchanges.Streams;

internal sealed partial class StreamSession
{
    /// <summary>After so many messages without a wait the thread is given back, so that full sockets do not starve timers.</summary>
    private const int MessagesPerTurn = 1024;

    private long _clockSeen;
    private StreamSubscriber[] _receivers = [];
    private int _blockedSubscriber;
    private long _heldBackSince = long.MaxValue;
    private long _resumedAt = long.MinValue;

    /// <summary>Reads whole messages into one buffer until the socket ends. It takes no token: the session ends it by aborting the socket.</summary>
    private async Task ReadAsync()
    {
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            for (var count = 1; ; count++)
            {
                var length = 0;
                ValueWebSocketReceiveResult part;
                do
                {
                    if (length == buffer.Length && !TryGrow(ref buffer))
                        return;
                    part = await _socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                    length += part.Count;
                }
                while (!part.EndOfMessage);

                if (part.MessageType == WebSocketMessageType.Close)
                {
                    IsDrained = true;
                    End(SessionEndKind.Lost, $"closed by the venue: {_socket.CloseStatus} {_socket.CloseStatusDescription}");
                    return;
                }

                if (!Handle(buffer.AsSpan(0, length), part.MessageType))
                    await PostWhenRoomAsync();
                while (_reader.HasMore)
                {
                    if (!Take(_reader.ReadMore(), default, _context.Time.GetTimestamp()))
                        await PostWhenRoomAsync();
                }

                if (count % MessagesPerTurn == 0)
                    await Task.Yield();
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private bool TryGrow(ref byte[] buffer)
    {
        if (buffer.Length >= _context.Options.MaxMessageBytes)
        {
            End(SessionEndKind.Lost, $"a message is longer than {_context.Options.MaxMessageBytes} bytes");
            return false;
        }

        var bigger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(bigger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = bigger;
        return true;
    }

    /// <summary>False when a sink has no room for the event.</summary>
    private bool Handle(ReadOnlySpan<byte> frame, WebSocketMessageType type)
    {
        var received = _context.Time.GetTimestamp();
        if (type != WebSocketMessageType.Text)
        {
            _context.Defects.Add(FrameDefect.Binary, _route, default);
            return true;
        }

        return Take(_reader.Read(frame, _streams, received), frame, received);
    }

    private bool Take(FrameKind kind, ReadOnlySpan<byte> frame, long received)
    {
        switch (kind)
        {
            case FrameKind.Event:
                OnData(_reader.Event.Id, received);
                // As it stands now: whoever leaves while another is waited for must not shift those who come after.
                _receivers = _reader.Stream!.Subscribers;
                return Post(0);
            case FrameKind.Depth:
                OnData(_reader.Depth.FinalUpdateId, received);
                PostDepth();
                return true;
            case FrameKind.Reply:
                OnReply(_reader.Reply);
                return true;
            case FrameKind.Unknown:
                _context.Counters.CountUnknown();
                return true;
            case FrameKind.Service:
                return true;
            case FrameKind.Farewell:
                _aged.TrySetResult();
                return true;
            case FrameKind.Repeat:
                OnRepeat(received);
                return true;
            default:
                _context.Defects.Add(_reader.Defect, _route, frame);
                if (_reader is { Defect: FrameDefect.Checksum, Stream: { } stream })
                    Restart(stream);
                return true;
        }
    }

    private void OnData(long id, long received)
    {
        var now = Moment(received);
        Volatile.Write(ref _lastDataAt, now.Ticks);
        _messages++;
        _reader.Stream!.MarkData(now, id, _reader.EventTime);
        if (_reader.EventTime <= _clockSeen)
            return;
        _clockSeen = _reader.EventTime;
        _context.Clock.Observe(_clockSeen);
    }

    private void OnRepeat(long received)
    {
        _reader.Stream!.MarkRepeat(Moment(received));
        foreach (var subscriber in _reader.Stream.Subscribers)
            subscriber.OnRepeat();
    }

    private bool Post(int from)
    {
        for (var index = from; index < _receivers.Length; index++)
        {
            if (_receivers[index].TryPost(_reader.Stream!, in _reader.Event))
                continue;
            _blockedSubscriber = index;
            return false;
        }

        return true;
    }

    private void PostDepth()
    {
        foreach (var subscriber in _reader.Stream!.Subscribers)
            subscriber.PostDepth(_reader.Stream!, _reader.Depth);
    }

    /// <summary>Waits until the sink has room, then goes on with it and those after it. Nothing is read meanwhile.</summary>
    private async ValueTask PostWhenRoomAsync()
    {
        Volatile.Write(ref _heldBackSince, _context.Now.Ticks);
        do
        {
            await _receivers[_blockedSubscriber].WaitForRoomAsync();
        }
        while (!Post(_blockedSubscriber));
        ForgetGaps();
        Volatile.Write(ref _resumedAt, _context.Now.Ticks);
        Volatile.Write(ref _heldBackSince, long.MaxValue);
    }

    private TimeSpan Moment(long timestamp) => _context.Time.GetElapsedTime(0, timestamp);
}
