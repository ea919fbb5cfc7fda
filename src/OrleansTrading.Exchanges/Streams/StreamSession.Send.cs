using System.Buffers;
using System.Net.WebSockets;

namespace OrleansTrading.Exchanges.Streams;

internal sealed partial class StreamSession
{
    /// <summary>Venues end connections that are quiet for half a minute.</summary>
    private static readonly TimeSpan KeepAlivePeriod = TimeSpan.FromSeconds(20);

    private TimeSpan _keptAlive;
    private bool _keepAliveIsDue;

    /// <summary>
    /// Sends what is due, at the pace that the venue allows. A request is composed only when it may go, so that what
    /// has gathered meanwhile goes with it.
    /// </summary>
    private async Task SendAsync(CancellationToken cancellationToken)
    {
        var message = new ArrayBufferWriter<byte>(4096);
        while (await _wake.Reader.WaitToReadAsync(cancellationToken))
        {
            _wake.Reader.TryRead(out _);
            if (Interlocked.Exchange(ref _keepAliveIsDue, false))
                await _socket.SendAsync(_context.Protocol.KeepAlive, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
            while (HasWork())
            {
                while (!_pace.TryTake(1, _context.Now, out var wait))
                    await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), _context.Time, cancellationToken);
                message.ResetWrittenCount();
                if (Compose(message))
                    await _socket.SendAsync(message.WrittenMemory, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
            }
        }
    }

    /// <summary>Once in a while, whatever flows: what is sent from one place cannot get between the parts of something else.</summary>
    private void KeepAlive(TimeSpan now)
    {
        if (_context.Protocol.KeepAlive.IsEmpty || now - _keptAlive < KeepAlivePeriod)
            return;
        _keptAlive = now;
        Volatile.Write(ref _keepAliveIsDue, true);
        Wake();
    }

    private bool HasWork()
    {
        lock (_gate)
            return _streams.All.Any(stream => IsToEnd(stream) || stream.Phase == StreamPhase.Wanted);
    }

    /// <summary>Endings go first: a stream that is renewed is ended and then asked for.</summary>
    private bool Compose(ArrayBufferWriter<byte> message)
    {
        lock (_gate)
        {
            var ending = Choose(IsToEnd);
            var asking = ending.Count > 0 ? [] : Choose(static stream => stream.Phase == StreamPhase.Wanted);
            if (ending.Count + asking.Count == 0)
                return false;
            var id = ++_lastRequestId;
            foreach (var stream in ending)
            {
                stream.Phase = stream.Phase == StreamPhase.Unwanted ? StreamPhase.Leaving : StreamPhase.Wanted;
                stream.RequestId = id;
            }

            foreach (var stream in asking)
            {
                (stream.Phase, stream.RequestId) = (StreamPhase.Asked, id);
                stream.Rhythm.Interrupt();
            }

            var names = (ending.Count > 0 ? ending : asking).ConvertAll(stream => stream.Name);
            if (ending.Count > 0)
                _context.Protocol.WriteUnsubscribe(message, id, names);
            else
                _context.Protocol.WriteSubscribe(message, id, names);
            _sent[id] = new SentRequest(ending.Count == 0, ending.Count > 0 ? ending : asking, _context.Now);
            return true;
        }
    }

    private List<MarketStream> Choose(Func<MarketStream, bool> fits)
    {
        var chosen = new List<MarketStream>();
        var most = _context.Options.MaxStreamsPerRequest;
        string? group = null;
        foreach (var stream in _streams.All.Where(fits))
        {
            group ??= _context.Protocol.RequestGroupOf(stream.Request);
            if (_context.Protocol.RequestGroupOf(stream.Request) != group)
                continue;
            most = Math.Min(most, stream.LargestRequest);
            if (chosen.Count >= most)
                break;
            chosen.Add(stream);
        }

        return chosen;
    }

    private static bool IsToEnd(MarketStream stream) => stream.Phase is StreamPhase.Unwanted or StreamPhase.Renewing;

    private void OnReply(RequestReply reply)
    {
        SentRequest? request;
        List<MarketStream> confirmed = [];
        lock (_gate)
        {
            // An objection that names no request can only be to the oldest one.
            var id = reply.RequestId ?? (_sent.Count > 0 ? _sent.Keys.Min() : 0);
            if (!_sent.TryGetValue(id, out request))
            {
                _context.Counters.CountUnknown();
                return;
            }

            if (reply.Symbol is null || --request.Unanswered == 0)
                _sent.Remove(id);
            foreach (var stream in request.Streams.Where(stream => stream.RequestId == id && IsMeant(reply, stream)))
                Apply(request, reply, stream, confirmed);
        }

        if (reply.Error is { } error)
        {
            var first = request.Streams.FirstOrDefault(stream => IsMeant(reply, stream), request.Streams[0]);
            LogRefused(_route, request.IsSubscribe ? "subscribe" : "unsubscribe", reply.Symbol is null ? request.Streams.Count : 1, first.Name, error);
        }

        var now = _context.Now;
        foreach (var stream in confirmed)
        {
            foreach (var subscriber in stream.Subscribers)
                subscriber.OnSubscribed(stream, now);
        }
    }

    private static bool IsMeant(RequestReply reply, MarketStream stream) => reply.Symbol is null || stream.Instrument.Symbol == reply.Symbol;

    private void Apply(SentRequest request, RequestReply reply, MarketStream stream, List<MarketStream> confirmed)
    {
        switch (stream.Phase)
        {
            case StreamPhase.Leaving when !request.IsSubscribe:
                _streams.Remove(stream);
                break;
            case StreamPhase.Asked when request.IsSubscribe && reply.Error is null:
                (stream.Phase, stream.PhaseSince, stream.LargestRequest) = (StreamPhase.Confirmed, _context.Now, int.MaxValue);
                confirmed.Add(stream);
                break;
            case StreamPhase.Asked when request.IsSubscribe && reply.Symbol is null && request.Streams.Count > 1:
                // One bad name spoils a whole request: halves find it.
                (stream.Phase, stream.LargestRequest) = (StreamPhase.Wanted, request.Streams.Count / 2);
                Wake();
                break;
            case StreamPhase.Asked when request.IsSubscribe:
                (stream.Phase, stream.PhaseSince) = (StreamPhase.Refused, _context.Now);
                break;
        }
    }
}
