using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.MarketData;

namespace OrleansTrading.Grains.Symbols;

/// <summary>
/// Where the sockets leave a symbol's events and the grain fetches them, in batches, on its own turns.
/// Invariants: bounded; events keep their order; at most one drain is scheduled at a time; a full inbox refuses, so
/// the socket waits and nothing is lost; a closed inbox takes and forgets, so that it never holds a shared socket back; a gap of
/// a stream lies as a mark between its events, and finds room in a full inbox too: at most one of each kind without an event between them.
/// </summary>
internal sealed class SymbolInbox(int capacity, Action scheduleDrain, BookKeeper? book = null) : IMarketDataSink
{
    private const int InitialSize = 32;

    private readonly Lock _gate = new();
    private readonly StreamSignal[] _signals = new StreamSignal[Enum.GetValues<StreamKind>().Length];
    private readonly bool[] _marked = new bool[Enum.GetValues<StreamKind>().Length];
    private MarketEvent[] _filling = new MarketEvent[InitialSize];
    private MarketEvent[] _draining = new MarketEvent[InitialSize];
    private int _count;
    private bool _scheduled;
    private bool _closed;
    private TaskCompletionSource? _room;

    public bool TryPost(in MarketEvent marketEvent)
    {
        bool schedule;
        lock (_gate)
        {
            if (_closed)
                return true;
            if (_count >= capacity)
                return false;
            Add(marketEvent);
            _marked[(int)marketEvent.Kind] = false;
            schedule = MustSchedule();
        }

        if (schedule)
            scheduleDrain();
        return true;
    }

    public ValueTask WaitForRoomAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_closed || _count < capacity)
                return ValueTask.CompletedTask;
            _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return new ValueTask(_room.Task.WaitAsync(cancellationToken));
        }
    }

    public void OnDepth(in DepthUpdate update) => book?.OnDepth(update);

    public void OnSubscribed(StreamKind kind)
    {
        if (kind == StreamKind.Depth)
            book?.OnSubscribed();
        Signal(kind, connected: true);
    }

    public void OnInterrupted(StreamKind kind)
    {
        if (kind == StreamKind.Depth)
            book?.OnInterrupted();
        Signal(kind, connected: false);
    }

    /// <summary>
    /// Takes what has come. The span stays valid until the next call. To be called from one thread at a time: the grain's turn.
    /// </summary>
    public ReadOnlySpan<MarketEvent> Take()
    {
        TaskCompletionSource? room;
        int count;
        lock (_gate)
        {
            (_filling, _draining) = (_draining, _filling);
            (count, _count) = (_count, 0);
            _scheduled = false;
            (room, _room) = (_room, null);
        }

        room?.SetResult();
        return _draining.AsSpan(0, count);
    }

    /// <summary>The connection state of a stream kind and how often it was subscribed.</summary>
    public StreamSignal StateOf(StreamKind kind)
    {
        lock (_gate)
            return _signals[(int)kind];
    }

    /// <summary>From now on everything is taken and forgotten.</summary>
    public void Close()
    {
        TaskCompletionSource? room;
        lock (_gate)
        {
            _closed = true;
            _count = 0;
            (room, _room) = (_room, null);
        }

        room?.SetResult();
        book?.Close();
    }

    private void Signal(StreamKind kind, bool connected)
    {
        bool schedule;
        lock (_gate)
        {
            ref var signal = ref _signals[(int)kind];
            signal = new StreamSignal(connected, signal.Subscriptions + (connected ? 1 : 0));
            if (!connected && !_closed && !_marked[(int)kind])
            {
                Add(MarketEvent.ForInterruption(kind));
                _marked[(int)kind] = true;
            }

            schedule = MustSchedule();
        }

        if (schedule)
            scheduleDrain();
    }

    private void Add(in MarketEvent marketEvent)
    {
        if (_count == _filling.Length)
            Array.Resize(ref _filling, Math.Min(capacity + _marked.Length, _count * 2));
        _filling[_count++] = marketEvent;
    }

    private bool MustSchedule()
    {
        if (_closed || _scheduled)
            return false;
        return _scheduled = true;
    }
}
