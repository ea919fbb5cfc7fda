namespace OrleansTrading.Exchanges.RateLimits;

/// <summary>
/// One process's share of a budget that several share: leases of weight, each for a short time, and a small reserve of its own
/// that is nobody else's, for the time before the first lease and for when none can be had. Taking never waits for anyone: what is
/// used up is asked for behind. Thread-safe.
/// Invariants: of a lease no more is spent than it grants, and nothing after it has ended; the reserve holds in every window. So if
/// leases and reserves together stay within the limit, what is spent does.
/// </summary>
public sealed class LeasedBudget : IRateBudget
{
    /// <summary>How soon an answer is looked for when there is known to be room.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly RateBudget _reserve;
    private readonly RateBudget _spent;
    private readonly TimeSpan _window;
    private readonly int _chunk;
    private readonly Action _ask;
    private readonly List<Lease> _leases = [];
    private readonly List<(long Lease, int Spent)> _finished = [];
    private TaskCompletionSource _changed = NewSignal();
    private TimeSpan _blockedUntil = TimeSpan.MinValue;
    private TimeSpan _tellBlockUntil = TimeSpan.MinValue;
    private TimeSpan _toldBlockUntil = TimeSpan.MinValue;
    private TimeSpan _retryAt = TimeSpan.MinValue;
    private int? _observed;
    private int _free;
    private int _spentSinceAsked;
    private int _refused;

    /// <param name="limit">What all who share may spend in one window.</param>
    /// <param name="reserve">The part of it that is always this process's own; at least 1.</param>
    /// <param name="window">Length of the window.</param>
    /// <param name="ask">Called when a new lease should be asked for soon; must not block.</param>
    public LeasedBudget(int limit, int reserve, TimeSpan window, Action ask)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(reserve, limit);
        (Limit, _window, _ask) = (limit, window, ask);
        // No other clock checks this one, and it may go a little fast.
        _reserve = new RateBudget(reserve, window * 1.01);
        _spent = new RateBudget(int.MaxValue, window);
        // Small: what is leased and not spent no other process has, and with a process that is lost it is lost for a window.
        _chunk = Math.Max(1, limit / 40);
    }

    public int Limit { get; }

    /// <summary>What may be spent in one window when no lease can be had.</summary>
    public int Reserve => _reserve.Limit;

    public Task Changed
    {
        get
        {
            lock (_gate)
                return _changed.Task;
        }
    }

    public int UsedAt(TimeSpan now)
    {
        lock (_gate)
            return _spent.UsedAt(now);
    }

    public int RoomAt(TimeSpan now)
    {
        lock (_gate)
            return Own(now) + _free;
    }

    /// <remarks>
    /// Of a twentieth of the limit that is to be kept a quarter of the reserve is, of more accordingly more, and never so much that what the reserve can hold would not go without a lease: every
    /// process keeps as much, and what it keeps of its leases, none of the others has.
    /// </remarks>
    public bool TryTake(int weight, TimeSpan now, out TimeSpan wait, int keep = 0)
    {
        lock (_gate)
        {
            wait = WaitFor(weight, now, keep, isAsked: true);
            if (wait > TimeSpan.Zero)
            {
                _refused = Math.Max(_refused, With(keep, weight));
                _ask();
                return false;
            }

            Spend(weight, now);
            if (Left() < _chunk / 2)
                _ask();
            return true;
        }
    }

    public TimeSpan WaitFor(int weight, TimeSpan now, int keep = 0)
    {
        lock (_gate)
            return WaitFor(weight, now, keep, isAsked: false);
    }

    public void ObserveUsed(int used, TimeSpan now)
    {
        lock (_gate)
            _observed = Math.Max(_observed ?? 0, used);
    }

    public void BlockUntil(TimeSpan until)
    {
        lock (_gate)
        {
            _blockedUntil = Later(_blockedUntil, until);
            _tellBlockUntil = Later(_tellBlockUntil, until);
        }

        _ask();
    }

    /// <summary>What to tell and to ask for now. What it names as finished is told once: after a failure call <see cref="Restore"/>.</summary>
    public RateDemand TakeDemand(TimeSpan now)
    {
        lock (_gate)
        {
            Expire(now);
            var isNeeded = _spentSinceAsked > 0 || _refused > 0;
            var target = Math.Min(Limit, Math.Max(_chunk, Math.Max(_refused, _spentSinceAsked)));
            var demand = new RateDemand(
                isNeeded ? Math.Max(0, target - Left()) : 0,
                [.. _finished],
                _reserve.UsedAt(now),
                _observed,
                _tellBlockUntil > now ? _tellBlockUntil - now : TimeSpan.Zero);
            _finished.Clear();
            _toldBlockUntil = _tellBlockUntil;
            (_observed, _spentSinceAsked, _refused) = (null, 0, 0);
            return demand;
        }
    }

    /// <summary>The demand did not arrive, or nobody knows whether it did.</summary>
    public void Restore(RateDemand demand)
    {
        lock (_gate)
        {
            _finished.AddRange(demand.Finished);
            _refused = Math.Max(_refused, demand.Wanted);
            _free = 0;
        }
    }

    /// <param name="grant">The answer.</param>
    /// <param name="sentAt">When the question was sent: the lease is counted from then, so that it ends here before it ends there.</param>
    /// <param name="now">Monotonic.</param>
    public void Apply(RateGrant grant, TimeSpan sentAt, TimeSpan now)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            if (grant.Weight > 0)
                _leases.Add(new Lease(grant.Lease, grant.Weight, sentAt + grant.Duration));
            _free = grant.Free;
            _retryAt = now + grant.RetryAfter;
            if (grant.BlockedFor > TimeSpan.Zero)
                _blockedUntil = Later(_blockedUntil, now + grant.BlockedFor);
            // Others know of it by now, unless it was prolonged meanwhile.
            if (_tellBlockUntil <= _toldBlockUntil)
                _tellBlockUntil = TimeSpan.MinValue;
            (changed, _changed) = (_changed, NewSignal());
        }

        changed.SetResult();
    }

    private TimeSpan WaitFor(int weight, TimeSpan now, int keep, bool isAsked)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(weight, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(weight, Limit);
        Expire(now);
        weight = With(keep, weight);
        var blocked = now < _blockedUntil ? _blockedUntil - now : TimeSpan.Zero;
        var lacking = weight - Own(now);
        if (lacking <= 0)
            return blocked;
        if (_free >= lacking)
            return isAsked ? Later(blocked, Soon) : blocked;
        var wait = _retryAt > now ? _retryAt - now : _window;
        if (weight <= _reserve.Limit && _reserve.WaitFor(weight, now) is var own && own < wait)
            wait = own;
        return Later(Later(blocked, wait), Soon);
    }

    private int With(int keep, int weight)
    {
        var kept = (int)Math.Min(keep, 5L * keep * Reserve / Limit);
        return weight <= Reserve ? Math.Min(Reserve, weight + kept) : Math.Min(Limit, weight + kept);
    }

    private void Spend(int weight, TimeSpan now)
    {
        _spent.TryTake(weight, now, out _);
        _spentSinceAsked += weight;
        foreach (var lease in _leases)
        {
            var part = Math.Min(weight, lease.Left);
            (lease.Left, lease.Spent) = (lease.Left - part, lease.Spent + part);
            weight -= part;
        }

        if (weight > 0)
            _reserve.TryTake(weight, now, out _);
        Expire(now);
    }

    private int Own(TimeSpan now)
    {
        Expire(now);
        return Left() + _reserve.Limit - _reserve.UsedAt(now);
    }

    private int Left()
    {
        var left = 0;
        foreach (var lease in _leases)
            left += lease.Left;
        return left;
    }

    private void Expire(TimeSpan now)
    {
        for (var index = _leases.Count - 1; index >= 0; index--)
        {
            var lease = _leases[index];
            if (lease.Left > 0 && lease.Ends > now)
                continue;
            _finished.Add((lease.Id, lease.Spent));
            _leases.RemoveAt(index);
        }
    }

    private static TimeSpan Later(TimeSpan left, TimeSpan right) => left > right ? left : right;

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class Lease(long id, int weight, TimeSpan ends)
    {
        public long Id => id;

        public TimeSpan Ends => ends;

        public int Left { get; set; } = weight;

        public int Spent { get; set; }
    }
}
