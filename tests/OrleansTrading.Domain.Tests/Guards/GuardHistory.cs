using OrleansTrading.Domain.Guards;

namespace OrleansTrading.Domain.Tests.Guards;

/// <summary>Works out what a guard does by looking at the whole history of prices anew for every price.</summary>
internal sealed class GuardHistory(PositionGuard guard)
{
    private readonly List<GuardTick> _seen = [];

    public List<(GuardCause Cause, int Target, decimal Share, long Time)> Run(IEnumerable<GuardTick> ticks)
    {
        var triggers = new List<(GuardCause Cause, int Target, decimal Share, long Time)>();
        foreach (var tick in ticks)
        {
            if (Stop(tick) is { } cause)
                return [.. triggers, (cause, 0, 1, tick.Time)];
            if (guard.Plan.ExpiresAt is { } end && end <= tick.Time)
                return [.. triggers, (GuardCause.Time, 0, 1, tick.Time)];
            _seen.Add(tick);
            if (tick.Kind == GuardPriceKind.Mark)
                continue;
            foreach (var (target, index) in guard.Plan.TakeProfits.Select((target, index) => (target, index)))
            {
                if (triggers.Any(trigger => trigger.Cause == GuardCause.TakeProfit && trigger.Target == index) || Gain(tick.Price, target.Price) < 0)
                    continue;
                var isLast = guard.Plan.TakeProfits.Take(index + 1).Sum(done => done.Share) == 1;
                triggers.Add((GuardCause.TakeProfit, index, isLast ? 1 : target.Share, tick.Time));
                if (isLast)
                    return triggers;
            }
        }

        return triggers;
    }

    private GuardCause? Stop(GuardTick tick)
    {
        var trades = _seen.Where(seen => seen.Kind == GuardPriceKind.Trade).Select(seen => seen.Price).ToList();
        var stops = new List<(decimal Price, GuardCause Cause)>();
        if (guard.Plan.StopLoss is { } loss)
            stops.Add((loss, GuardCause.StopLoss));
        if (guard.Plan.BreakEvenTrigger is { } even && trades.Any(price => Gain(price, even) >= 0))
            stops.Add((guard.EntryPrice + (guard.IsLong ? guard.FeePerUnit : -guard.FeePerUnit), GuardCause.BreakEven));
        if (guard.Plan.TrailingPercent is { } percent && trades.Count > 0
            && (guard.Plan.TrailingActivation is not { } from || trades.Any(price => Gain(price, from) >= 0)))
            stops.Add((guard.IsLong ? trades.Max() * (100 - percent) / 100 : trades.Min() * (100 + percent) / 100, GuardCause.Trailing));
        var hit = stops.Where(stop => Gain(tick.Price, stop.Price) <= 0).ToList();
        return hit.Count == 0 ? null : hit.MaxBy(stop => Gain(stop.Price, guard.EntryPrice)).Cause;
    }

    private decimal Gain(decimal price, decimal from) => guard.IsLong ? price - from : from - price;
}
