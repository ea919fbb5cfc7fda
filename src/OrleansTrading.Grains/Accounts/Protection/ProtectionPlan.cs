using System.Collections.Immutable;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Guards;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Grains.Accounts.Protection;

/// <summary>
/// Keeps a stop at the venue beside the local guard. The stop follows the guard: a new one is placed first, and the old one goes when the
/// venue has the new one, so that the position is never bare meanwhile; both only reduce. A position that is planned to be protected and that
/// neither a stop at the venue nor a live guard protects in time is closed.
/// </summary>
internal static class ProtectionPlan
{
    /// <summary>Whether the venue has this stop.</summary>
    public static bool IsConfirmed(Order stop) => stop is { IsFinal: false, State: OrderState.Accepted or OrderState.PartiallyFilled };

    /// <summary>Whether something protects the position now, or its operator has chosen that nothing does.</summary>
    public static bool IsCovered(ProtectionView view) =>
        view.Position.IsFlat || view.IsClosing || IsCoveredAtVenue(view.Position, view.Stops, view.Rules)
        || (view.Guard is { } guard && GuardEvaluator.HasStop(guard) ? view.IsGuardLive : view.IsByChoice);

    /// <summary>Whether the venue has stops for as much of a position as one order may close; any is enough while the rules that say so are not known.</summary>
    public static bool IsCoveredAtVenue(Position position, ImmutableArray<Order> stops, InstrumentInfo? rules)
    {
        var standing = stops.Where(stop => Stands(stop, position)).ToList();
        return standing.Count > 0 && (rules is null || standing.Sum(stop => stop.Remaining) >= Closable(position, rules));
    }

    /// <summary>Whether the position's stop is a trailing one that no trade has armed, and there is no price to place it by.</summary>
    public static bool AwaitsPrice(ProtectionView view) =>
        view is { IsClosing: false, Guard: { } guard } && !view.Position.IsFlat && GuardEvaluator.HasStop(guard) && PriceFor(view, guard) is null;

    /// <summary>Whether the venue has a stop that closes something of the position.</summary>
    private static bool Stands(Order stop, Position position) => IsConfirmed(stop) && stop.Spec.Side == ClosingSide(position);

    /// <summary>How many stops in a row have failed, with what became of the last one by now.</summary>
    /// <param name="failures">How many before it.</param>
    /// <param name="state">Where it is; null when nothing is known of it.</param>
    /// <param name="age">Milliseconds since it was placed.</param>
    /// <param name="rules">The pauses.</param>
    public static int FailuresAfter(int failures, OrderState? state, long age, ProtectionRules rules) => state switch
    {
        OrderState.Rejected or OrderState.Expired or OrderState.Cancelled => failures + 1,
        // Some venues take a stop and give it back at once: only one that stands for a while ends the row.
        OrderState.Accepted or OrderState.PartiallyFilled when age >= 2 * PauseAfter(failures, rules) => 0,
        _ => failures,
    };

    public static ProtectionStep Decide(ProtectionView view, ProtectionRules rules)
    {
        var isPartly = view.Stops.Any(stop => Stands(stop, view.Position));
        var within = view is { IsNew: true, Obstacle: null } && !isPartly ? rules.Within : rules.LostWithin;
        var isOverdue = !IsCovered(view) && view.BareSince is { } since && view.Now - since >= within;
        if (view.Obstacle is { } obstacle)
            return isOverdue ? ProtectionStep.Nothing with { Tell = obstacle } : ProtectionStep.Nothing;
        var newest = Newest(view.Stops);
        if (view.Position.IsFlat || view.Guard is not { } guard)
            return new ProtectionStep(null, Ids(view.Stops), false);
        var rested = view.Now - (view.PlacedAt ?? 0);
        // What closes the position now makes the stop go when it is flat.
        if (view.IsClosing)
            return ProtectionStep.Nothing;
        // What grows is given a larger stop; it is closed only when the venue refuses that, or says nothing about it.
        if (isOverdue && (!isPartly || view.Failures > 0 || (!IsConfirmed(newest!) && view.Now - newest!.CreatedAt >= rules.LongestPause)))
            return new ProtectionStep(null, [], Close: true);
        if (Wanted(view, guard) is not { } wanted)
            return new ProtectionStep(null, Ids(view.Stops), false);
        var pause = PauseAfter(view.Failures, rules);
        if (newest is null)
            return rested < Math.Max(pause, rules.Within) ? ProtectionStep.Nothing : new ProtectionStep(wanted, [], false);
        // Whether the venue has it is not known yet: the older ones stay, and no other is placed.
        if (!IsConfirmed(newest))
            return ProtectionStep.Nothing;
        // Those of the right side stay until there is one for all of it.
        var old = Ids(view.Stops.Where(stop => stop != newest && (stop.Spec.Side != wanted.Side || Shields(newest, wanted))));
        var mayMove = rested >= (Shields(newest, wanted) ? Math.Max(rules.MoveEvery, pause) : pause);
        return new ProtectionStep(mayMove && Differs(newest, wanted, view.Rules!.TickSize) ? wanted : null, old, false);
    }

    /// <summary>The stop that belongs to a guard now; null when it has none, or the position is too small for an order.</summary>
    private static OrderSpec? Wanted(ProtectionView view, PositionGuard guard)
    {
        if (PriceFor(view, guard) is not { } price)
            return null;
        var (position, rules) = (view.Position, view.Rules!);
        var spec = new OrderSpec(
            position.Key.Instrument, ClosingSide(position), position.Key.Side, OrderType.StopMarket, Closable(position, rules), null, price, null,
            TimeInForce.GoodTillCancel, ReduceOnly: true);
        return OrderRounding.Round(spec, rules with { IsTrading = true }, null).Spec;
    }

    /// <summary>
    /// The price of the guard's stop. A trailing one has none before the first trade: until then it is that of the stop at the venue, or, where
    /// none is, that of a trail from where the market is. Null when there is none of these.
    /// </summary>
    private static decimal? PriceFor(ProtectionView view, PositionGuard guard)
    {
        if (GuardEvaluator.StopOf(guard) is { } stop)
            return stop.Price;
        if (!GuardRules.HasStop(guard.Plan))
            return null;
        if (Newest(view.Stops.Where(stop => stop.Spec.Side == ClosingSide(view.Position))) is { } standing)
            return standing.Spec.StopPrice;
        return view.Price * (1 + ((guard.IsLong ? -guard.Plan.TrailingPercent : guard.Plan.TrailingPercent) / 100));
    }

    /// <summary>As much of a position as one order may close, in whole steps.</summary>
    private static decimal Closable(Position position, InstrumentInfo rules)
    {
        var held = Math.Abs(position.Quantity);
        var (most, step) = (rules.MaxMarketQuantity ?? rules.MaxQuantity ?? held, OrderRounding.QuantityStep(rules, OrderType.StopMarket));
        return step > 0 ? Math.Floor(Math.Min(held, most) / step) * step : Math.Min(held, most);
    }

    private static Order? Newest(IEnumerable<Order> stops) =>
        stops.OrderBy(stop => stop.CreatedAt).ThenBy(stop => stop.Id, StringComparer.Ordinal).LastOrDefault();

    private static OrderSide ClosingSide(Position position) => position.Quantity > 0 ? OrderSide.Sell : OrderSide.Buy;

    /// <summary>Whether a stop closes all that is wanted, however far away: then its move can wait.</summary>
    private static bool Shields(Order stop, OrderSpec wanted) => stop.Spec.Side == wanted.Side && stop.Remaining >= wanted.Quantity;

    private static bool Differs(Order stop, OrderSpec wanted, decimal tick) =>
        stop.Spec.Side != wanted.Side || stop.Remaining != wanted.Quantity || Math.Abs((stop.Spec.StopPrice ?? 0) - wanted.StopPrice!.Value) > tick;

    /// <summary>How long after stops that were refused or taken back the next is placed.</summary>
    private static long PauseAfter(int failures, ProtectionRules rules) =>
        failures == 0 ? 0 : Math.Min(rules.LongestPause, rules.Within << Math.Min(failures - 1, 10));

    private static ImmutableArray<string> Ids(IEnumerable<Order> stops) =>
        [.. stops.Where(stop => stop.State != OrderState.Cancelling).Select(stop => stop.Id)];
}
