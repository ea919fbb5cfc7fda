
namespace EmbeddedEngine.Calls;

/// <summary>
/// The calls that a node waits for. A sweep ends those that have waited too long; it runs on the node's clock,
/// a few times within the shortest time-out seen. Sharded by thread, so that callers do not meet at one lock.
/// </summary>
internal sealed class OutstandingCalls : IDisposable
{
    private static readonly TimeSpan LongestPeriod = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestPeriod = TimeSpan.FromMilliseconds(10);

    private readonly TimeProvider _time;
    private readonly bool _realTime;
    private readonly Shard[] _shards;
    private readonly Lock _periodGate = new();
    private readonly ITimer _timer;
    private long _periodTicks;
    private long _now;

    public OutstandingCalls(TimeProvider time)
    {
        _time = time;
        _realTime = ReferenceEquals(time, TimeProvider.System);
        _shards = new Shard[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount)];
        for (var i = 0; i < _shards.Length; i++)
        {
            _shards[i] = new Shard();
        }

        _now = time.GetTimestamp();
        _periodTicks = LongestPeriod.Ticks;
        using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow())
        {
            _timer = time.CreateTimer(static state => ((OutstandingCalls)state!).Sweep(), this, LongestPeriod, LongestPeriod);
        }
    }

    /// <summary>Now, or on the system clock the time of the last sweep: for what needs no better than a second.</summary>
    public long Timestamp => _realTime ? Volatile.Read(ref _now) : _time.GetTimestamp();

    public void Add(GrainRequest request, TimeSpan timeout)
    {
        FitPeriod(timeout);
        var shard = _shards[Environment.CurrentManagedThreadId & (_shards.Length - 1)];
        ref var slot = ref request.Outstanding;
        if (_realTime)
        {
            // A start that is read off the last sweep may lie one period before the real one.
            slot.Timeout = timeout + TimeSpan.FromTicks(Volatile.Read(ref _periodTicks));
            slot.Started = Volatile.Read(ref _now);
        }
        else
        {
            slot.Timeout = timeout;
            slot.Started = _time.GetTimestamp();
        }

        slot.Shard = shard;
        lock (shard.Gate)
        {
            slot.Next = shard.Head;
            if (shard.Head is { } head)
            {
                head.Outstanding.Previous = request;
            }

            shard.Head = request;
        }
    }

    public static void Remove(GrainRequest request)
    {
        ref var slot = ref request.Outstanding;
        if (slot.Shard is not { } shard)
        {
            return;
        }

        lock (shard.Gate)
        {
            if (slot.Previous is { } previous)
            {
                previous.Outstanding.Next = slot.Next;
            }
            else if (ReferenceEquals(shard.Head, request))
            {
                shard.Head = slot.Next;
            }

            if (slot.Next is { } next)
            {
                next.Outstanding.Previous = slot.Previous;
            }

            slot = default;
        }
    }

    /// <summary>The calls that match now; they may be answered by the time the caller looks.</summary>
    public List<GrainRequest> Where(Func<GrainRequest, bool> predicate)
    {
        var found = new List<GrainRequest>();
        foreach (var shard in _shards)
        {
            lock (shard.Gate)
            {
                for (var request = shard.Head; request is not null; request = request.Outstanding.Next)
                {
                    if (predicate(request))
                    {
                        found.Add(request);
                    }
                }
            }
        }

        return found;
    }

    public void Dispose() => _timer.Dispose();

    private void Sweep()
    {
        var now = _time.GetTimestamp();
        Volatile.Write(ref _now, now);
        foreach (var request in Where(r => _time.GetElapsedTime(r.Outstanding.Started, now) >= r.Outstanding.Timeout))
        {
            ThreadPool.UnsafeQueueUserWorkItem(static r => r.OnTimeout(), request, preferLocal: false);
        }
    }

    private void FitPeriod(TimeSpan timeout)
    {
        var wanted = Math.Clamp(timeout.Ticks / 4, ShortestPeriod.Ticks, LongestPeriod.Ticks);
        if (wanted >= Volatile.Read(ref _periodTicks))
        {
            return;
        }

        lock (_periodGate)
        {
            if (wanted < _periodTicks)
            {
                Volatile.Write(ref _now, _time.GetTimestamp());
                Volatile.Write(ref _periodTicks, wanted);
                _timer.Change(TimeSpan.FromTicks(wanted), TimeSpan.FromTicks(wanted));
            }
        }
    }

    internal struct Slot
    {
        public Shard? Shard;
        public GrainRequest? Next;
        public GrainRequest? Previous;
        public long Started;
        public TimeSpan Timeout;
    }

    internal sealed class Shard
    {
        public readonly Lock Gate = new();
        public GrainRequest? Head;
    }
}
