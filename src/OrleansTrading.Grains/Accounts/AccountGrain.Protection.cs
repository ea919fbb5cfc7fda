using System.Collections.Immutable;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Guards;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Grains.Accounts.Protection;

namespace OrleansTrading.Grains.Accounts;

/// <summary>
/// Stops at the venue beside the guards of a live account. On paper the guard is the protection: there is no venue that could hold another.
/// </summary>
internal sealed partial class AccountGrain
{
    private readonly Dictionary<PositionKey, long> _bareSince = [];

    /// <summary>Guards that were set here and that nothing has protected yet.</summary>
    private readonly HashSet<string> _newGuards = new(StringComparer.Ordinal);
    private readonly Dictionary<PositionKey, (string OrderId, long At, int Failures)> _stopsPlaced = [];

    /// <summary>A guard is new: its stop is placed at once, and looked after when the position has to be protected.</summary>
    private async Task ProtectSoonAsync(PositionGuard guard)
    {
        if (Paper is not null)
            return;
        if (!_stopsPlaced.ContainsKey(guard.Position))
            _newGuards.Add(guard.Id);
        await Task.Yield();
        Protect();
        await QuietlyAsync(Task.Delay(TimeSpan.FromMilliseconds(ProtectionRules.Default.Within + 1), time, _stopping.Token));
        Protect();
    }

    private void Protect()
    {
        if (IsOver || Paper is not null || _session is null || Book.Switch is not (TradingSwitch.On or TradingSwitch.Halted))
            return;
        var stops = Book.OpenOrders.Values.Where(order => order is { Purpose: OrderPurpose.Protection, IsFinal: false })
            .ToLookup(order => new PositionKey(order.Spec.Instrument, order.Spec.PositionSide));
        foreach (var key in Book.Guards.Keys.Concat(stops.Select(stop => stop.Key)).Distinct().ToList())
        {
            if (_markets.InfoOf(key.Instrument) is null && !Book.PositionOf(key).IsFlat)
                continue;
            Protect(key, [.. stops[key]]);
        }
    }

    private void Protect(PositionKey key, ImmutableArray<Order> stops)
    {
        var (now, guard) = (Now, Book.Guards.GetValueOrDefault(key));
        var placed = Failed(key);
        var view = new ProtectionView(
            Book.PositionOf(key), guard, Book.FiredGuards.ContainsKey(key), guard is not null && IsGuardLive(guard.Id), stops, _markets.InfoOf(key.Instrument)!,
            null, guard is not null && _newGuards.Contains(guard.Id), placed?.At, placed?.Failures ?? 0, now);
        if (ProtectionPlan.IsCovered(view))
        {
            _bareSince.Remove(key);
            _newGuards.Remove(guard?.Id ?? "");
        }
        else
        {
            _bareSince.TryAdd(key, now);
        }

        if (view.Position.IsFlat)
            _stopsPlaced.Remove(key);
        view = view with { BareSince = _bareSince.TryGetValue(key, out var since) ? since : null };
        var step = ProtectionPlan.Decide(view, ProtectionRules.Default);
        foreach (var id in step.Cancel)
            Add(_machine.Cancel(id, "protection", now));
        if (step.Close)
            CloseUnprotected(view, now);
        else if (step.Place is { } spec && ContextOf(key.Instrument) is { } context)
            Place(key, guard!, spec, context, placed?.Failures ?? 0);
    }

    private void Place(PositionKey key, PositionGuard guard, OrderSpec spec, DecisionContext context, int failures)
    {
        // The number of the last event makes the key new for every stop, and the same for two activations of which only one can append.
        var intentKey = $"protect/{guard.Id}/{Book.Version}";
        var step = _machine.Place(new OrderIntent(intentKey, OrderPurpose.Protection, spec), context);
        _stopsPlaced[key] = (OrderIds.Of(_account, intentKey), context.Time, step.Refusal is null ? failures : failures + 1);
        Add(step);
    }

    /// <summary>When the last stop was placed, and how many in a row the venue has refused.</summary>
    private (long At, int Failures)? Failed(PositionKey key)
    {
        if (!_stopsPlaced.TryGetValue(key, out var placed))
            return null;
        var failures = Book.FindOrder(placed.OrderId) switch
        {
            { State: OrderState.Rejected or OrderState.Expired } => placed.Failures + 1,
            { State: OrderState.Accepted or OrderState.PartiallyFilled } => 0,
            _ => placed.Failures,
        };
        // Counted once: what was placed is forgotten with its end.
        _stopsPlaced[key] = failures > placed.Failures ? ("-", placed.At, failures) : placed with { Failures = failures };
        return (placed.At, failures);
    }

    private void CloseUnprotected(ProtectionView view, long now)
    {
        if (ContextOf(view.Position.Key.Instrument) is not { } context)
            return;
        LogUnprotected(logger, _account, view.Position.Key.ToString(), now - (view.BareSince ?? now));
        var price = _markets.PriceOf(view.Position.Key.Instrument) ?? view.Position.EntryPrice ?? 0;
        Add(_machine.Trigger(new GuardTrigger(view.Position.Key, view.Guard!.Id, GuardCause.Unprotected, 0, 1, 0, price, now), context));
    }
}
