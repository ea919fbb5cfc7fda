using System.Collections.Immutable;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Guards;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Grains.Accounts.Protection;

namespace OrleansTrading.Grains.Accounts;

/// <summary>
/// Stops at the venue beside the guards of a live account. On paper the guard is the protection: there is no venue that could hold another.
/// What can be neither protected nor closed is recorded, once; on either.
/// </summary>
internal sealed partial class AccountGrain
{
    private const string NoStopPrice = "no price to set a stop by is known";

    private readonly Dictionary<PositionKey, Bare> _bare = [];

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

    /// <summary>The venue has said something about a stop.</summary>
    private async Task ProtectAgainAsync()
    {
        await Task.Yield();
        Protect();
    }

    private void Protect()
    {
        if (IsOver || _session is null || !Book.IsOpened)
            return;
        if (Paper is not null)
        {
            foreach (var key in Book.Positions.Keys.ToList())
                TellIfBare(key);
            return;
        }

        var stops = Stops.Select(KeyOf);
        var held = Book.Positions.Values.Where(position => !position.IsFlat).Select(position => position.Key);
        foreach (var key in held.Concat(Book.Guards.Keys).Concat(stops).Distinct().ToList())
            Protect(key, StopsOf(key));
    }

    private IEnumerable<Order> Stops => Book.OpenOrders.Values.Where(order => order is { Purpose: OrderPurpose.Protection, IsFinal: false });

    private ImmutableArray<Order> StopsOf(PositionKey key) => [.. Stops.Where(stop => KeyOf(stop) == key)];

    private static PositionKey KeyOf(Order stop) => new(stop.Spec.Instrument, stop.Spec.PositionSide);

    private void Protect(PositionKey key, ImmutableArray<Order> stops)
    {
        var (now, guard, obstacle) = (Now, Book.Guards.GetValueOrDefault(key), ObstacleOf(key));
        var placed = Failed(key);
        var view = new ProtectionView(
            Book.PositionOf(key), guard, Book.FiredGuards.ContainsKey(key), guard is not null && obstacle is null && IsGuardLive(guard.Id), stops,
            _markets.InfoOf(key.Instrument), null, guard is not null && _newGuards.Contains(guard.Id), placed?.At, placed?.Failures ?? 0, now,
            _machine.ProtectionPercent == 0, obstacle, _markets.FreshPriceOf(key.Instrument));
        // A trailing stop that no trade has armed waits for a price like any other.
        if (obstacle is null && !view.IsGuardLive && ProtectionPlan.AwaitsPrice(view))
            view = view with { Obstacle = obstacle = NoStopPrice };
        if (ProtectionPlan.IsCovered(view))
            Cover(key);
        else
            Uncover(key, obstacle is not null, now);
        if (view.Position.IsFlat)
            _stopsPlaced.Remove(key);
        view = view with { BareSince = _bare.TryGetValue(key, out var bare) ? bare.Since : null, IsNew = view.IsNew && !bare.WasObstructed };
        var step = ProtectionPlan.Decide(view, ProtectionRules.Default);
        foreach (var id in step.Cancel)
            Add(_machine.Cancel(id, "protection", now));
        if (step.Tell is { } reason)
            Tell(key, reason, now);
        else if (step.Close)
            CloseUnprotected(view, now);
        else if (step.Place is { } spec && ContextOf(key.Instrument) is { } context)
            Place(key, guard!, spec, context, placed?.Failures ?? 0);
    }

    /// <summary>On paper only the account's own stop can be missing, for want of a price or of the instrument's rules.</summary>
    private void TellIfBare(PositionKey key)
    {
        if (!_machine.AwaitsStop(key))
        {
            Cover(key);
            return;
        }

        Uncover(key, isObstructed: true, Now);
        if (Now - _bare[key].Since >= ProtectionRules.Default.LostWithin)
            Tell(key, _markets.InfoOf(key.Instrument) is null ? NoRules(key) : NoStopPrice, Now);
    }

    /// <summary>
    /// Why nothing can be done for a position now: neither a stop nor what a guard triggers can be sent, or where the market is, and so the
    /// account's own stop, is not known. It is not closed for want of a price: it waits with what stands at its venue.
    /// </summary>
    private string? ObstacleOf(PositionKey key)
    {
        if (Book.Switch is not (TradingSwitch.On or TradingSwitch.Halted))
            return $"trading is {Book.Switch}";
        if (_markets.InfoOf(key.Instrument) is null && !Book.PositionOf(key).IsFlat)
            return NoRules(key);
        return _machine.AwaitsStop(key) ? NoStopPrice : null;
    }

    private static string NoRules(PositionKey key) => $"the rules of {key.Instrument} are not known";

    private void Cover(PositionKey key)
    {
        _bare.Remove(key);
        if (Book.Guards.TryGetValue(key, out var guard))
            _newGuards.Remove(guard.Id);
    }

    /// <remarks>What could not be protected, and can be from now on, is given the time of one that has lost its protection.</remarks>
    private void Uncover(PositionKey key, bool isObstructed, long now)
    {
        if (!_bare.TryGetValue(key, out var bare))
            _bare[key] = new Bare(now, isObstructed, WasObstructed: false, IsTold: false);
        else if (bare.IsObstructed != isObstructed)
            _bare[key] = bare with { Since = now, IsObstructed = isObstructed, WasObstructed = bare.IsObstructed || bare.WasObstructed };
    }

    private void Tell(PositionKey key, string reason, long now)
    {
        if (_bare[key].IsTold)
            return;
        _bare[key] = _bare[key] with { IsTold = true };
        LogBare(logger, _account, key.ToString(), reason);
        Add(_machine.Unprotected(key, reason, now));
    }

    private void Place(PositionKey key, PositionGuard guard, OrderSpec spec, DecisionContext context, int failures)
    {
        // The number of the last event makes the key new for every stop, and the same for two activations of which only one can append.
        var intentKey = $"protect/{guard.Id}/{Book.Version}";
        var step = _machine.Place(new OrderIntent(intentKey, OrderPurpose.Protection, spec), context);
        _stopsPlaced[key] = (OrderIds.Of(_account, intentKey), context.Time, step.Refusal is null ? failures : failures + 1);
        Add(step);
    }

    /// <summary>When the last stop was placed, and how many in a row the venue has refused or taken back.</summary>
    private (long At, int Failures)? Failed(PositionKey key)
    {
        if (!_stopsPlaced.TryGetValue(key, out var placed))
            return null;
        var failures = ProtectionPlan.FailuresAfter(placed.Failures, Book.FindOrder(placed.OrderId)?.State, Now - placed.At, ProtectionRules.Default);
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

    /// <summary>A position that nothing protects.</summary>
    /// <param name="Since">Since when, or since when something can be done about it or no longer can, Unix milliseconds.</param>
    /// <param name="IsObstructed">Whether nothing can be sent for it.</param>
    /// <param name="WasObstructed">Whether that was so before.</param>
    /// <param name="IsTold">Whether it has been recorded.</param>
    private readonly record struct Bare(long Since, bool IsObstructed, bool WasObstructed, bool IsTold);
}
