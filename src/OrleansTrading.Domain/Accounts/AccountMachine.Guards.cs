using OrleansTrading.Domain.Guards;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Domain.Accounts;

public sealed partial class AccountMachine
{
    private readonly Dictionary<PositionKey, long> _pursuedAt = [];

    /// <summary>
    /// Gives a position a plan; an empty one takes it away. While the account protects its positions, a plan without a stop gets one, and is
    /// refused when none can be set: a stop that stands is never given up for one that may come.
    /// </summary>
    /// <param name="key">Which position.</param>
    /// <param name="plan">What is to protect it.</param>
    /// <param name="by">Who asked.</param>
    /// <param name="time">Unix milliseconds.</param>
    /// <param name="price">The market's price; null when where it is now is not known: then the stop that stands is kept.</param>
    public AccountStep SetGuards(PositionKey key, GuardPlan plan, string by, long time, decimal? price = null)
    {
        var position = Book.PositionOf(key);
        if (position.IsFlat)
            return Take(refusal: new OrderRefusal(RefusalCodes.UnknownPosition, "position", $"There is no position {key}."));
        if (Protected(plan, position, price) is not { } wanted)
            return Take(refusal: new OrderRefusal(
                RefusalCodes.NoPrice, "stopLoss", $"Where the market of {key.Instrument} is now is not known, so the account's own stop cannot be set: give a stop-loss, or ask again when there is a price."));
        if (wanted.IsEmpty)
        {
            if (Book.Guards.ContainsKey(key))
                Emit(new GuardSet(time, key, null, by));
            return Take();
        }

        Emit(new GuardSet(time, key, NewGuard(position, wanted, $"{by}/{Book.Version}"), by));
        return Take();
    }

    /// <summary>
    /// How far a guard has come, as the symbol tells it; it never goes back. Of its targets only <see cref="Trigger"/> says which are done: the symbol may
    /// have heard of one by an event that was never stored, and that one is told again.
    /// </summary>
    public AccountStep MoveGuard(PositionKey key, string guardId, GuardProgress progress, long time)
    {
        if (!Book.Guards.TryGetValue(key, out var guard) || guard.Id != guardId)
            return Take();
        var merged = guard.Progress.Merge(progress, guard.IsLong) with { TargetsDone = guard.Progress.TargetsDone };
        if (merged != guard.Progress)
            Emit(new GuardMoved(time, key, guardId, merged));
        return Take();
    }

    /// <summary>
    /// A guard has triggered. The same trigger closes once however often it is told, and one of a guard that is gone closes nothing. A
    /// close of the whole position is pursued (<see cref="Tick"/>) until the position is gone.
    /// </summary>
    public AccountStep Trigger(GuardTrigger trigger, DecisionContext context)
    {
        if (!Book.Guards.TryGetValue(trigger.Position, out var guard) || guard.Id != trigger.GuardId || Book.FiredGuards.ContainsKey(trigger.Position)
            || (trigger.Cause == GuardCause.TakeProfit && trigger.Target < guard.Progress.TargetsDone))
            return Take(Book.FindOrder(OrderIds.Of(Book.Account, trigger.IntentKey)), isRepeated: true);
        Emit(new GuardFired(context.Time, trigger));
        _pursuedAt[trigger.Position] = context.Time;
        var position = Book.PositionOf(trigger.Position);
        var quantity = ClosingQuantity(Math.Abs(position.Quantity), trigger.Share, guard.Quantity, context);
        return Decide(new OrderIntent(trigger.IntentKey, OrderPurpose.Guard, ClosingSpec(position, quantity)), context);
    }

    /// <summary>The next order of a guard that has triggered and whose last order has ended without closing the position.</summary>
    private void Pursue(long time, Func<InstrumentId, DecisionContext?> contexts)
    {
        if (Book.FiredGuards.Count == 0)
            return;
        foreach (var (key, fired) in Book.FiredGuards.ToList())
        {
            var last = fired.OrderId is { } id ? Book.FindOrder(id) : null;
            if (last is { IsSettled: false } || time < Math.Max(fired.At, _pursuedAt.GetValueOrDefault(key)) + PauseAfter(fired, last) || contexts(key.Instrument) is not { } context)
                continue;
            var position = Book.PositionOf(key);
            var quantity = ClosingQuantity(Math.Abs(position.Quantity), 1, 0, context);
            var intentKey = fired.Attempts == 0 ? fired.Trigger.IntentKey : $"{fired.Trigger.IntentKey}/{fired.Attempts}";
            var intent = new OrderIntent(intentKey, OrderPurpose.Guard, ClosingSpec(position, quantity));
            // While the switch forbids it nothing is tried, and it goes on at once when it is lifted.
            if (Refuse(intent, context) is not null)
                continue;
            _pursuedAt[key] = time;
            Keep(Decide(intent, context));
        }
    }

    /// <summary>What was filled whole and did not close it was too small: the next follows at once. What failed is given longer and longer.</summary>
    private long PauseAfter(FiredGuard fired, Order? last) =>
        last is { State: OrderState.Filled } ? 0 : Math.Min(Rules.LongestPause, Rules.FirstPause << Math.Clamp(fired.Attempts - 1, 0, 10));

    /// <summary>Puts a decided step's events and effects back into the one that is being made.</summary>
    private void Keep(AccountStep step)
    {
        _events.AddRange(step.Events);
        _effects.AddRange(step.Effects);
    }

    /// <summary>
    /// After an execution that has opened or enlarged a position: the plan of its order protects it from the first part on, and a guard
    /// that is there follows the position's size and entry price. Where there is neither, the account's own stop protects it.
    /// </summary>
    private void Protect(Fill fill, Position before, long time)
    {
        var key = before.Key;
        var after = Book.PositionOf(key);
        var isLarger = Math.Sign(after.Quantity) == Math.Sign(before.Quantity) ? Math.Abs(after.Quantity) > Math.Abs(before.Quantity) : !after.IsFlat;
        if (!isLarger)
            return;
        var guard = Book.Guards.GetValueOrDefault(key);
        var origin = Book.GuardOriginOf(key);
        if (Book.FindOrder(fill) is { } order && Book.PlanOf(order.Id) is { } plan && origin != $"order/{order.Id}")
            Emit(new GuardSet(time, key, NewGuard(after, Stopped(plan, after.Quantity > 0, fill.Price), $"{order.Id}/{fill.TradeId}"), $"order/{order.Id}"));
        else if (guard is not null)
            Emit(new GuardSet(time, key, guard with { EntryPrice = after.Cost / after.Quantity, Quantity = Math.Abs(after.Quantity), FeePerUnit = FeePerUnit(after) }, origin ?? ""));
        // What somebody else traded long ago has no price to set a stop by; the next tick has the market's.
        else if (ProtectionPercent > 0 && (Book.FindOrder(fill) is { Purpose: not OrderPurpose.External } || time - fill.Time <= FreshFill))
            Emit(new GuardSet(time, key, NewGuard(after, Stopped(GuardPlan.None, after.Quantity > 0, fill.Price), $"{Protection}/{fill.TradeId}"), Protection));
    }

    private PositionGuard NewGuard(Position position, GuardPlan plan, string origin) => new(
        OrderIds.Fingerprint($"{Book.Account}/{position.Key}/{origin}"), position.Key, position.Quantity > 0, position.Cost / position.Quantity,
        Math.Abs(position.Quantity), plan, GuardProgress.None)
    {
        FeePerUnit = FeePerUnit(position),
    };

    /// <summary>What entering has cost so far, and as much again for leaving.</summary>
    private static decimal FeePerUnit(Position position) => Math.Max(0, 2 * position.Fees / Math.Abs(position.Quantity));
}
