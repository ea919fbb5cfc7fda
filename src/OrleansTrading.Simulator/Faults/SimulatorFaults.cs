using OrleansTrading.Simulator.Hosting;
using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Streams;

namespace OrleansTrading.Simulator.Faults;

/// <summary>The faults in force: what POST /admin/faults does, in process.</summary>
public sealed class SimulatorFaults
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly StreamHub _hub;
    private readonly StreamFaults _streams;
    private readonly PrivateStreamFaults _privateStreams;
    private readonly VenueMarkets _markets;
    private readonly SimulatorClock _clock;
    private readonly Action _expireKeys;
    private readonly Dictionary<long, long> _shifts = [];
    private volatile ActiveFault[] _active = [];
    private long _lastId;

    internal SimulatorFaults(
        TimeProvider time, VenueMarkets markets, SimulatorClock clock, StreamHub hub, StreamFaults streams, PrivateStreamFaults privateStreams, Action expireKeys)
    {
        _time = time;
        _markets = markets;
        _clock = clock;
        _hub = hub;
        _streams = streams;
        _privateStreams = privateStreams;
        _expireKeys = expireKeys;
    }

    /// <summary>Faults in force, the oldest first.</summary>
    public IReadOnlyList<FaultStatus> Active =>
        [.. _active.Where(fault => !fault.IsOver).Select(fault => new FaultStatus(fault.Id, fault.Request, fault.Hits))];

    /// <summary>What is wrong with the fault by field; empty when it can be injected.</summary>
    public IReadOnlyDictionary<string, string[]> Validate(FaultRequest fault) =>
        FaultValidation.Check(fault, symbol => _markets.Binance.Find(symbol) is not null);

    /// <summary>Puts a fault in force and returns its id. A drop and the end of listen keys take effect at once and are not kept.</summary>
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

        if (fault.Fault == FaultKind.ListenKeyExpired)
        {
            _expireKeys();
            return id;
        }

        lock (_lock)
        {
            Publish([.. _active.Where(active => !active.IsOver), fault.Fault == FaultKind.Price ? Shift(id, fault) : new ActiveFault(id, fault, _time)]);
        }

        return id;
    }

    /// <summary>Ends the fault with that id; false when it is not in force.</summary>
    public bool Clear(long id)
    {
        lock (_lock)
        {
            var found = Array.Exists(_active, fault => fault.Id == id && !fault.IsOver);
            if (_shifts.Remove(id, out var shift))
                _markets.End(shift, _clock.Milliseconds);
            Publish([.. _active.Where(fault => fault.Id != id && !fault.IsOver)]);
            return found;
        }
    }

    /// <summary>Ends every fault.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _shifts.Clear();
            _markets.End(null, _clock.Milliseconds);
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

    /// <summary>Whether the answer to a request is spoilt, and how many were before it by the same fault; null leaves it alone.</summary>
    internal int? HitGarble(string path)
    {
        foreach (var fault in _active)
        {
            if (fault.Request.Fault == FaultKind.Garble && (fault.Request.Path is null || path.StartsWith(fault.Request.Path, StringComparison.Ordinal)) && fault.TryHit())
                return fault.Hits - 1;
        }

        return null;
    }

    internal FaultRequest? HitRefuse(ListenPath path) =>
        Hit(fault => fault.Fault == FaultKind.Refuse && (FaultValidation.ListenPathOf(fault.Path) ?? path) == path);

    /// <summary>What is to become of a request about an order; null leaves it alone.</summary>
    internal OrderFault? HitOrder(string path) =>
        Hit(fault => fault.Fault == FaultKind.Order && (fault.Path is null || path.StartsWith(fault.Path, StringComparison.Ordinal))) is { } fault
            ? new OrderFault(fault.Outcome!.Value, TimeSpan.FromMilliseconds(fault.DelayMs ?? 0))
            : null;

    /// <summary>A symbol whose prices one venue has not begun to tell cannot be shifted; there is nothing in force then.</summary>
    private ActiveFault Shift(long id, FaultRequest fault)
    {
        if (_markets.Shift(fault.Venue!, fault.Symbol!, fault.Percent!.Value, fault.DurationMs, _clock.Milliseconds) is not { } shift)
            return new ActiveFault(id, fault, _time, static () => true);
        _shifts[id] = shift.Id;
        return new ActiveFault(id, fault, _time, () => _clock.Milliseconds >= shift.End);
    }

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
        _streams.Replace(Array.FindAll(active, IsOfStreams));
        _privateStreams.Replace(Array.FindAll(active, IsOfStreams));

        static bool IsOfStreams(ActiveFault fault) =>
            fault.Request.Fault is not (FaultKind.Http or FaultKind.Skew or FaultKind.Refuse or FaultKind.Order or FaultKind.Price or FaultKind.Garble);
    }
}
