namespace OrleansTrading.Exchanges.RateLimits;

/// <summary>
/// How much request weight may still be spent. Pure: times are monotonic and come from the caller; not thread-safe.
/// Invariant: what <see cref="TryTake"/> has granted in any window of the given length never exceeds the limit, not
/// even by a grant at the very moment when the oldest one leaves the window.
/// </summary>
public sealed class RateBudget : IRateBudget
{
    private readonly Queue<(TimeSpan At, int Weight)> _spent = new();
    private readonly TimeSpan _window;
    private int _used;
    private TimeSpan _latest = TimeSpan.MinValue;
    private TimeSpan _blockedUntil = TimeSpan.MinValue;

    /// <param name="limit">Weight that one window holds; at least 1.</param>
    /// <param name="window">Length of the window.</param>
    public RateBudget(int limit, TimeSpan window)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(window, TimeSpan.Zero);
        (Limit, _window) = (limit, window);
    }

    /// <summary>Weight that one window holds.</summary>
    public int Limit { get; }

    /// <summary>Room comes with time alone.</summary>
    public Task? Changed => null;

    /// <summary>Weight spent in the window that ends now.</summary>
    public int UsedAt(TimeSpan now)
    {
        Forget(now);
        return _used;
    }

    public int RoomAt(TimeSpan now) => Limit - UsedAt(now);

    public bool TryTake(int weight, TimeSpan now, out TimeSpan wait, int keep = 0)
    {
        now = Forward(now);
        wait = WaitFor(weight, now, keep);
        if (wait > TimeSpan.Zero)
            return false;
        Spend(now, weight);
        return true;
    }

    /// <inheritdoc/>
    /// <remarks>If nothing else is spent meanwhile.</remarks>
    public TimeSpan WaitFor(int weight, TimeSpan now, int keep = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(weight, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(weight, Limit);
        now = Forward(now);
        Forget(now);
        var wait = now < _blockedUntil ? _blockedUntil - now : TimeSpan.Zero;
        var needed = Math.Min(Limit, weight + keep);
        return _used + needed > Limit ? Max(wait, RoomAt(needed) - now) : wait;
    }

    /// <summary>
    /// The venue says that <paramref name="used"/> has been spent in its current window. More than is known here is
    /// someone else's behind the same address and counts as spent now; less changes nothing, for the venue's window
    /// is cut at the clock's minute and ours is not.
    /// </summary>
    public void ObserveUsed(int used, TimeSpan now)
    {
        now = Forward(now);
        Forget(now);
        if (used > _used)
            Spend(now, used - _used);
    }

    /// <summary>Nothing is granted before <paramref name="until"/>: the venue has told us to stay away. Never shortens an earlier order.</summary>
    public void BlockUntil(TimeSpan until) => _blockedUntil = Max(_blockedUntil, until);

    private void Spend(TimeSpan now, int weight)
    {
        _spent.Enqueue((now, weight));
        _used += weight;
    }

    /// <summary>When enough of the oldest spendings will have left the window.</summary>
    private TimeSpan RoomAt(int weight)
    {
        var left = _used;
        foreach (var (at, spent) in _spent)
        {
            left -= spent;
            if (left + weight <= Limit)
                return at + _window + TimeSpan.FromTicks(1);
        }

        throw new InvalidOperationException($"No room for {weight} of {Limit} although nothing would be spent.");
    }

    private void Forget(TimeSpan now)
    {
        while (_spent.TryPeek(out var oldest) && now - oldest.At > _window)
        {
            _used -= oldest.Weight;
            _spent.Dequeue();
        }
    }

    /// <summary>Callers on several threads may read the clock in one order and come here in another.</summary>
    private TimeSpan Forward(TimeSpan now) => _latest = Max(_latest, now);

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
