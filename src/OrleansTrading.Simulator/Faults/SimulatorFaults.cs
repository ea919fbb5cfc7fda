using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Streams;

namespace OrleansTrading.Simulator.Faults;

/// <summary>The faults in force: what POST /admin/faults does, in process.</summary>
public sealed class SimulatorFaults
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly SimulatorMarket _market;
    private readonly StreamHub _hub;
    private readonly StreamFaults _streams;
    private readonly Action<IEnumerable<FaultRequest>>? _onChange;
    private volatile ActiveFault[] _active = [];
    private long _lastId;

    internal SimulatorFaults(TimeProvider time, SimulatorMarket market, StreamHub hub, StreamFaults streams, Action<IEnumerable<FaultRequest>>? onChange = null)
    {
        _onChange = onChange;
        _time = time;
        _market = market;
        _hub = hub;
        _streams = streams;
    }

    /// <summary>Faults in force, the oldest first.</summary>
    public IReadOnlyList<FaultStatus> Active =>
        [.. _active.Where(fault => !fault.IsOver).Select(fault => new FaultStatus(fault.Id, fault.Request, fault.Hits))];

    /// <summary>What is wrong with the fault by field; empty when it can be injected.</summary>
    public IReadOnlyDictionary<string, string[]> Validate(FaultRequest fault) =>
        FaultValidation.Check(fault, symbol => _market.Find(symbol) is not null);

    /// <summary>Puts a fault in force and returns its id. A drop takes effect at once and is not kept.</summary>
    /// <exception cref="ArgumentException">The fault is not valid; the message names the fields.</exception>
    public long Inject(FaultRequest fault)
    {
        var problems = Validate(fault);
        if (problems.Count > 0)
        {
            throw new ArgumentException(string.Join(' ', problems.Select(problem => $"{problem.Key}: {problem.Value[0]}")), nameof(fault));
        }

        var id = Interlocked.Increment(ref _lastId);
        if (fault.Fault == FaultKind.Drop)
        {
            _hub.Drop(fault);
            return id;
        }

        lock (_lock)
        {
            Publish([.. _active.Where(active => !active.IsOver), new ActiveFault(id, fault, _time)]);
        }

        return id;
    }

    /// <summary>Ends the fault with that id; false when it is not in force.</summary>
    public bool Clear(long id)
    {
        lock (_lock)
        {
            var found = Array.Exists(_active, fault => fault.Id == id && !fault.IsOver);
            Publish([.. _active.Where(fault => fault.Id != id && !fault.IsOver)]);
            return found;
        }
    }

    /// <summary>Ends every fault.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            Publish([]);
        }
    }

    internal TimeSpan ClockSkew
    {
        get
        {
            var skew = 0L;
            foreach (var fault in _active)
            {
                skew += fault.Request.Fault == FaultKind.Skew && fault.TryHit() ? fault.Request.SkewMs!.Value : 0;
            }

            return TimeSpan.FromMilliseconds(skew);
        }
    }

    internal FaultRequest? HitHttp(string path) =>
        Hit(fault => fault.Fault == FaultKind.Http && (fault.Path is null || path.StartsWith(fault.Path, StringComparison.Ordinal)));

    internal FaultRequest? HitRefuse(ListenPath path) =>
        Hit(fault => fault.Fault == FaultKind.Refuse && (FaultValidation.ListenPathOf(fault.Path) ?? path) == path);

    private FaultRequest? Hit(Func<FaultRequest, bool> matches)
    {
        foreach (var fault in _active)
        {
            if (matches(fault.Request) && fault.TryHit())
            {
                return fault.Request;
            }
        }

        return null;
    }

    private void Publish(ActiveFault[] active)
    {
        _active = active;
        _streams.Replace(Array.FindAll(active, fault => fault.Request.Fault is not (FaultKind.Http or FaultKind.Skew or FaultKind.Refuse or FaultKind.Premium)));
        _onChange?.Invoke(active.Select(fault => fault.Request));
    }
}
