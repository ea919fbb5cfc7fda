namespace OrleansTrading.Exchanges.RateLimits;

/// <summary>
/// A budget that is not to be spent all at once: for venues that also limit what comes within a second or two. The short window is this
/// process's own. Not thread-safe.
/// </summary>
/// <param name="budget">What may be spent in the long run.</param>
/// <param name="limit">Weight that the short window holds; requests must not be heavier.</param>
/// <param name="window">Length of the short window.</param>
public sealed class PacedBudget(IRateBudget budget, int limit, TimeSpan window) : IRateBudget
{
    private readonly RateBudget _pace = new(limit, window);

    public int Limit => Math.Min(budget.Limit, _pace.Limit);

    public Task? Changed => budget.Changed;

    public int UsedAt(TimeSpan now) => budget.UsedAt(now);

    /// <summary>In the long run: what the short window is filled with makes nobody poor.</summary>
    public int RoomAt(TimeSpan now) => budget.RoomAt(now);

    public bool TryTake(int weight, TimeSpan now, out TimeSpan wait, int keep = 0)
    {
        wait = _pace.WaitFor(weight, now);
        return wait == TimeSpan.Zero && budget.TryTake(weight, now, out wait, keep) && _pace.TryTake(weight, now, out wait);
    }

    public TimeSpan WaitFor(int weight, TimeSpan now, int keep = 0)
    {
        var (pace, all) = (_pace.WaitFor(weight, now), budget.WaitFor(weight, now, keep));
        return pace > all ? pace : all;
    }

    public void ObserveUsed(int used, TimeSpan now) => budget.ObserveUsed(used, now);

    public void BlockUntil(TimeSpan until) => budget.BlockUntil(until);
}
