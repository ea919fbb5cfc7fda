namespace OrleansTrading.Domain.Guards;

/// <summary>
/// What a price does to a guard. Losses are stopped by whichever comes first, a trade or the mark price; profits are taken, and stops
/// moved, by trades only. A long and a short are each other's mirror.
/// </summary>
public static class GuardEvaluator
{
    /// <summary>
    /// At most one trigger comes of one evaluation: a price that has gone through several targets is evaluated again with the new progress
    /// until nothing triggers. A trigger with share 1 ends the guard; whoever evaluates it further gets the same trigger again.
    /// </summary>
    public static GuardOutcome Evaluate(PositionGuard guard, in GuardTick tick)
    {
        var progress = guard.Progress;
        if (StopFor(guard, tick) is { } stop && !IsBeyond(guard.IsLong, tick.Price, stop.Price, orAt: false))
            return new GuardOutcome(progress, Trigger(guard, stop.Cause, 0, 1, stop.Price, tick));
        if (tick.Kind != GuardPriceKind.LateTrade && guard.Plan.ExpiresAt <= tick.Time)
            return new GuardOutcome(progress, Trigger(guard, GuardCause.Time, 0, 1, 0, tick));
        if (tick.Kind == GuardPriceKind.Mark || IsBeforeGuard(progress, tick))
            return new GuardOutcome(progress, null);
        progress = Advance(guard, tick);
        if (NextTarget(guard.Plan, progress.TargetsDone) is not { } target || !IsBeyond(guard.IsLong, tick.Price, target.Price, orAt: true))
            return new GuardOutcome(progress, null);
        var index = progress.TargetsDone;
        return new GuardOutcome(
            progress with { TargetsDone = index + 1 },
            Trigger(guard, GuardCause.TakeProfit, index, ClosesAll(guard.Plan, index) ? 1 : target.Share, target.Price, tick));
    }

    /// <summary>Whether the guard's time is over, when no price comes.</summary>
    public static GuardTrigger? Expire(PositionGuard guard, decimal marketPrice, long time) =>
        guard.Plan.ExpiresAt <= time
            ? Trigger(guard, GuardCause.Time, 0, 1, 0, new GuardTick(marketPrice, GuardPriceKind.Mark, time))
            : null;

    /// <summary>The stop that stands now: of the preset one, the one at break-even and the trailing one, that nearest to the market; null when none stands.</summary>
    public static GuardStop? StopOf(PositionGuard guard)
    {
        GuardStop? stop = guard.Plan.StopLoss is { } loss ? new GuardStop(loss, GuardCause.StopLoss) : null;
        if (guard.Progress.IsBreakEven)
            stop = Nearer(guard.IsLong, stop, new GuardStop(BreakEvenOf(guard), GuardCause.BreakEven));
        if (guard.Progress is { IsTrailing: true, BestPrice: { } best } && guard.Plan.TrailingPercent is { } percent)
            stop = Nearer(guard.IsLong, stop, new GuardStop(best * (1 + (guard.IsLong ? -percent : percent) / 100), GuardCause.Trailing));
        return stop;
    }

    /// <summary>Whether a guard stops a loss: now, or from the first trade on.</summary>
    public static bool HasStop(PositionGuard guard) => GuardRules.HasStop(guard.Plan) || StopOf(guard) is not null;

    /// <summary>The price at which leaving costs nothing: entry and fees.</summary>
    public static decimal BreakEvenOf(PositionGuard guard) => guard.EntryPrice + (guard.IsLong ? guard.FeePerUnit : -guard.FeePerUnit);

    /// <summary>The next target that has not triggered; null when there is none.</summary>
    public static GuardTarget? NextTarget(GuardPlan plan, int done) =>
        plan.TakeProfits.IsDefault || done >= plan.TakeProfits.Length ? null : plan.TakeProfits[done];

    /// <summary>
    /// The stop that a price is held to. A late trade is held to the moved stop only when it happened after the move, else to the preset
    /// one, which has always stood; and to none when it happened before the guard was there.
    /// </summary>
    private static GuardStop? StopFor(PositionGuard guard, in GuardTick tick)
    {
        if (IsBeforeGuard(guard.Progress, tick))
            return null;
        if (tick.Kind != GuardPriceKind.LateTrade || !(tick.Time < guard.Progress.MovedAt))
            return StopOf(guard);
        return guard.Plan.StopLoss is { } loss ? new GuardStop(loss, GuardCause.StopLoss) : null;
    }

    private static bool IsBeforeGuard(GuardProgress progress, in GuardTick tick) => tick.Kind == GuardPriceKind.LateTrade && !(tick.Time >= progress.Since);

    private static GuardProgress Advance(PositionGuard guard, in GuardTick tick)
    {
        var (plan, progress, isLong) = (guard.Plan, guard.Progress, guard.IsLong);
        var isTrailing = progress.IsTrailing
            || (plan.TrailingPercent is not null && (plan.TrailingActivation is not { } from || IsBeyond(isLong, tick.Price, from, orAt: true)));
        var isBest = plan.TrailingPercent is not null && (progress.BestPrice is not { } best || IsBeyond(isLong, tick.Price, best, orAt: false));
        var isBreakEven = progress.IsBreakEven || (plan.BreakEvenTrigger is { } at && IsBeyond(isLong, tick.Price, at, orAt: true));
        var hasMoved = isBreakEven != progress.IsBreakEven || isTrailing != progress.IsTrailing || (isTrailing && isBest);
        if (!hasMoved && !isBest)
            return progress;
        return progress with
        {
            BestPrice = isBest ? tick.Price : progress.BestPrice,
            IsTrailing = isTrailing,
            IsBreakEven = isBreakEven,
            MovedAt = hasMoved ? Math.Max(progress.MovedAt ?? tick.Time, tick.Time) : progress.MovedAt,
        };
    }

    private static bool ClosesAll(GuardPlan plan, int index)
    {
        var share = 0m;
        for (var i = 0; i <= index; i++)
            share += plan.TakeProfits[i].Share;
        return share >= 1;
    }

    private static GuardStop Nearer(bool isLong, GuardStop? one, GuardStop other) =>
        one is { } known && !IsBeyond(isLong, other.Price, known.Price, orAt: false) ? known : other;

    /// <summary>Whether a price is better for the position than another.</summary>
    private static bool IsBeyond(bool isLong, decimal price, decimal than, bool orAt) =>
        price == than ? orAt : isLong ? price > than : price < than;

    private static GuardTrigger Trigger(PositionGuard guard, GuardCause cause, int target, decimal share, decimal triggerPrice, in GuardTick tick) =>
        new(guard.Position, guard.Id, cause, target, share, triggerPrice, tick.Price, tick.Time);
}
