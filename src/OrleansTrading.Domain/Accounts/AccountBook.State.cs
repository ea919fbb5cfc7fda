using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Domain.Accounts;

public sealed partial class AccountBook
{
    /// <summary>All that is in the book; what it is made of is immutable or a copy.</summary>
    public AccountBookState Save() => new()
    {
        Version = Version, IsOpened = IsOpened, Account = Account, Venue = Venue, IsPaper = IsPaper, Asset = Asset, IsHedged = IsHedged,
        OpenedAt = OpenedAt, UpdatedAt = UpdatedAt, Switch = Switch, SwitchReason = SwitchReason, Limits = Limits,
        ProtectionPercent = ProtectionPercent,
        Leverage = [.. _leverage.Select(set => new KeptLeverage(set.Key, set.Value.Leverage, set.Value.Mode))],
        Orders = [.. _orders.Values], Open = [.. _open.Keys], Closed = [.. _closed],
        Forgotten = _forgotten.Save(static id => id),
        Links = [.. _byVenueId.Select(link => new KeptLink(link.Key.Item1, link.Key.Item2, link.Value))],
        Plans = [.. _plans.Select(plan => new KeptPlan(plan.Key, plan.Value))],
        Activity = [.. _activity.Select(activity => new KeptActivity(activity.Key, activity.Value))],
        Sent = [.. _sent], LastSent = _lastSent,
        Positions = [.. _positions.Values],
        Cash = [.. _cash.Select(amount => new KeptAmount(amount.Key, amount.Value))],
        Fees = [.. _fees.Select(amount => new KeptAmount(amount.Key, amount.Value))],
        Fills = _fills.Save(static fill => $"{fill.Item1} {fill.Item2}"), RecentFills = [.. _recentFills], Moves = _moves.Save(static id => id),
        Unlinked = [.. _unlinked.Select(early => new KeptUnlinked(early.Key.Item1, early.Key.Item2, early.Value.Quantity, early.Value.Value, early.Value.Time))],
        Realised = Realised, Funding = Funding, PeakEquity = PeakEquity, DayEquity = DayEquity, EquityDay = EquityDay, EquityMarkedAt = EquityMarkedAt,
        CashActivity = CashActivity, FillCount = FillCount,
        Guards = [.. _guards.Values.Select(guard => new KeptGuard(guard, _guardOrigins.GetValueOrDefault(guard.Position, "")))],
        Fired = [.. _fired.Select(fired => new KeptFired(fired.Key, fired.Value))],
    };

    /// <summary>The book as it was saved.</summary>
    public static AccountBook Restore(AccountBookState state)
    {
        var book = new AccountBook
        {
            Version = state.Version, IsOpened = state.IsOpened, Account = state.Account, Venue = state.Venue, IsPaper = state.IsPaper, Asset = state.Asset,
            IsHedged = state.IsHedged, OpenedAt = state.OpenedAt, UpdatedAt = state.UpdatedAt, Switch = state.Switch, SwitchReason = state.SwitchReason,
            Limits = state.Limits, LimitsDefect = Risk.RiskLimitRules.Defect(state.Limits), ProtectionPercent = state.ProtectionPercent, Realised = state.Realised, Funding = state.Funding,
            PeakEquity = state.PeakEquity, DayEquity = state.DayEquity, EquityDay = state.EquityDay, EquityMarkedAt = state.EquityMarkedAt,
            CashActivity = state.CashActivity, FillCount = state.FillCount, _lastSent = state.LastSent,
        };
        foreach (var set in state.Leverage)
            book._leverage[set.Instrument] = new LeverageSetting(set.Leverage, set.Mode);
        book.RestoreOrders(state);
        book.RestoreMoney(state);
        foreach (var (guard, origin) in state.Guards)
            (book._guards[guard.Position], book._guardOrigins[guard.Position]) = (guard, origin);
        foreach (var (position, fired) in state.Fired)
            book._fired[position] = fired;
        return book;
    }

    private void RestoreOrders(AccountBookState state)
    {
        foreach (var order in state.Orders)
            Put(order);
        foreach (var id in state.Open)
            _open[id] = _orders[id];
        foreach (var id in state.Closed)
            _closed.Enqueue(id);
        _forgotten.Restore(state.Forgotten, static id => id);
        foreach (var link in state.Links)
            _byVenueId[(link.Instrument, link.VenueId)] = link.OrderId;
        foreach (var (id, plan) in state.Plans)
            _plans[id] = plan;
        foreach (var (instrument, version) in state.Activity)
            _activity[instrument] = version;
        foreach (var sent in state.Sent)
            _sent.Enqueue(sent);
    }

    private void RestoreMoney(AccountBookState state)
    {
        foreach (var position in state.Positions)
            Put(position);
        foreach (var (asset, amount) in state.Cash)
            _cash[asset] = amount;
        foreach (var (asset, amount) in state.Fees)
            _fees[asset] = amount;
        _fills.Restore(state.Fills, static text => (InstrumentId.Parse(text[..text.IndexOf(' ', StringComparison.Ordinal)]), text[(text.IndexOf(' ', StringComparison.Ordinal) + 1)..]));
        foreach (var fill in state.RecentFills)
            _recentFills.Enqueue(fill);
        _moves.Restore(state.Moves, static id => id);
        foreach (var early in state.Unlinked)
            _unlinked[(early.Instrument, early.VenueId)] = (early.Quantity, early.Value, early.Time);
    }
}
