using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.MarketData;

namespace OrleansTrading.Exchanges.Streams;

/// <summary>
/// One sink's share in one stream. Every call of the sink is made under the lock, so that none comes after
/// <see cref="Dispose"/> has returned; waiting for room is not, and ends when the subscriber is disposed of.
/// While two connections carry the stream, what both bring is told once.
/// </summary>
internal sealed partial class StreamSubscriber(StreamKind kind, StreamTimeouts timeouts, IMarketDataSink sink) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _closing = new();
    private bool _closed;
    private bool _interrupted;

    /// <summary>Whether the sink has been told that the stream flows, since it last was told of an interruption.</summary>
    private bool _confirmed;

    public StreamHealth Health { get; } = new(kind, timeouts);

    /// <summary>False when the sink has no room and <see cref="WaitForRoomAsync"/> is to be awaited.</summary>
    /// <param name="origin">The stream as the connection carries it.</param>
    /// <param name="marketEvent">What it has brought.</param>
    public bool TryPost(MarketStream origin, in MarketEvent marketEvent)
    {
        lock (_gate)
        {
            if (_closed)
                return true;
            Health.OnData();
            return _overlap is null ? sink.TryPost(in marketEvent) : TryPostOnce(_overlap, origin, in marketEvent);
        }
    }

    /// <summary>The stream has brought nothing new, and lives.</summary>
    public void OnRepeat()
    {
        lock (_gate)
        {
            if (!_closed)
                Health.OnData();
        }
    }

    public void PostDepth(MarketStream origin, in DepthUpdate update)
    {
        lock (_gate)
        {
            if (_closed)
                return;
            Health.OnData();
            if (_overlap is null)
                sink.OnDepth(in update);
            else
                PostDepthOnce(_overlap, origin, in update);
        }
    }

    public async ValueTask WaitForRoomAsync()
    {
        ValueTask room;
        lock (_gate)
        {
            if (_closed)
                return;
            room = sink.WaitForRoomAsync(_closing.Token);
        }

        try
        {
            await room;
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            // Closed while waiting: the next attempt to post finds it so.
        }
    }

    /// <summary>Tells the sink once, however many connections confirm the stream, and however close together.</summary>
    public void OnSubscribed(MarketStream origin, TimeSpan now)
    {
        lock (_gate)
        {
            if (_closed || _confirmed)
                return;
            if (_overlap is { } overlap && overlap.IsSuccessor(origin))
                overlap.Join();
            Health.OnSubscribed(now);
            _confirmed = true;
            _interrupted = false;
            sink.OnSubscribed(kind);
        }
    }

    /// <summary>Tells the sink once for each interruption, however many attempts the repair takes.</summary>
    public void OnInterrupted(MarketStream origin, TimeSpan now)
    {
        lock (_gate)
        {
            if (_closed)
                return;
            if (_overlap is { } overlap && overlap.IsSuccessor(origin))
            {
                // The old connection still carries the stream.
                overlap.Part();
                return;
            }

            Health.OnConnectionLost(now);
            _confirmed = false;
            if (_interrupted)
                return;
            sink.OnInterrupted(kind);
            _interrupted = true;
        }
    }

    /// <summary>What was done to the stream and why; of the connection that carries it, not of one that is to take it over.</summary>
    public void Note(MarketStream origin, string action)
    {
        lock (_gate)
        {
            if (_overlap is not { } overlap || !overlap.IsSuccessor(origin))
                Health.Note(action);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_closed)
                return;
            _closed = true;
        }

        _closing.Cancel();
        _closing.Dispose();
    }
}
