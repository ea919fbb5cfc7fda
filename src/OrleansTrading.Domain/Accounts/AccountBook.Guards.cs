using OrleansTrading.Domain.Guards;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Domain.Accounts;

public sealed partial class AccountBook
{
    private readonly Dictionary<PositionKey, PositionGuard> _guards = [];
    private readonly Dictionary<PositionKey, string> _guardOrigins = [];
    private readonly Dictionary<PositionKey, FiredGuard> _fired = [];

    /// <summary>What protects the positions. A guard goes when its position becomes flat or turns.</summary>
    public IReadOnlyDictionary<PositionKey, PositionGuard> Guards => _guards;

    /// <summary>Guards that close their whole position and have triggered: pursued until the position is gone.</summary>
    public IReadOnlyDictionary<PositionKey, FiredGuard> FiredGuards => _fired;

    /// <summary>Who or what set the guard of a position; null when it has none.</summary>
    public string? GuardOriginOf(PositionKey key) => _guardOrigins.GetValueOrDefault(key);

    private void SetGuard(GuardSet set)
    {
        if (set.Guard is null)
        {
            DropPlans(set.Position);
            DropGuard(set.Position);
            return;
        }

        if (!set.By.StartsWith("order/", StringComparison.Ordinal) && _guards.GetValueOrDefault(set.Position)?.Id != set.Guard.Id)
            DropPlans(set.Position);
        _guards[set.Position] = set.Guard;
        _guardOrigins[set.Position] = set.By;
        if (_fired.TryGetValue(set.Position, out var fired) && fired.Trigger.GuardId != set.Guard.Id)
            _fired.Remove(set.Position);
    }

    private void MoveGuard(GuardMoved moved)
    {
        if (_guards.TryGetValue(moved.Position, out var guard) && guard.Id == moved.GuardId)
            _guards[moved.Position] = guard with { Progress = moved.Progress };
    }

    private void Fire(GuardFired fired)
    {
        var trigger = fired.Trigger;
        if (!_guards.TryGetValue(trigger.Position, out var guard) || guard.Id != trigger.GuardId)
            return;
        if (trigger.Cause == GuardCause.TakeProfit)
            _guards[trigger.Position] = guard with { Progress = guard.Progress with { TargetsDone = Math.Max(guard.Progress.TargetsDone, trigger.Target + 1) } };
        if (trigger.Share >= 1)
            _fired.TryAdd(trigger.Position, new FiredGuard(trigger, 0, null, fired.Time));
    }

    private void Pursue(Order order)
    {
        var key = new PositionKey(order.Spec.Instrument, order.Spec.PositionSide);
        if (order.Purpose == OrderPurpose.Guard && _fired.TryGetValue(key, out var fired) && order.IntentKey.StartsWith(fired.Trigger.IntentKey, StringComparison.Ordinal))
            _fired[key] = fired with { Attempts = fired.Attempts + 1, OrderId = order.Id, At = order.CreatedAt };
    }

    /// <summary>What is decided of a position's guards by hand holds against the plans of the orders that have opened it and still trade.</summary>
    private void DropPlans(PositionKey key)
    {
        foreach (var id in _plans.Keys.ToList())
        {
            if (FindOrder(id) is { Filled: > 0 } order && new PositionKey(order.Spec.Instrument, order.Spec.PositionSide) == key)
                _plans.Remove(id);
        }
    }

    private void DropGuard(PositionKey key)
    {
        _guards.Remove(key);
        _guardOrigins.Remove(key);
        _fired.Remove(key);
    }
}
