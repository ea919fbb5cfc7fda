using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Risk;

namespace OrleansTrading.Domain.Accounts;

/// <summary>
/// Decides for an account. Every call takes a request or a piece of news, folds what follows from it into the book at once, and says what
/// is to be appended and what is to be done once that is stored (<see cref="AccountStep"/>, <see cref="AccountOutbox{T}"/>). One caller at a
/// time; no clock, no waiting, no chance. What it remembers beside the book (when the venue is asked next, which differences were seen
/// once) may be lost at any time: a new one over the replayed events, told to <see cref="Recover"/>, does the same. So an activation whose
/// append fails throws both away, and nothing that was not stored has ever left it.
/// </summary>
public sealed partial class AccountMachine(AccountBook book, AccountRules rules)
{
    private readonly List<AccountEvent> _events = [];
    private readonly List<AccountEffect> _effects = [];

    public AccountBook Book { get; } = book;

    public AccountRules Rules { get; } = rules;

    /// <summary>Begins an account: with the balances and positions that it has at its venue, or with cash given to it on paper.</summary>
    public AccountStep Open(AccountOpened opened, IReadOnlyDictionary<string, decimal> balances, IReadOnlyCollection<VenueHolding> holdings)
    {
        if (Book.IsOpened)
            return Take();
        Emit(opened);
        foreach (var (asset, amount) in balances.OrderBy(balance => balance.Key, StringComparer.Ordinal).Where(balance => balance.Value != 0))
            Emit(new CashMoved(opened.Time, $"opening/{asset}", CashReason.Opening, asset, amount, null));
        foreach (var holding in holdings.Where(holding => holding.Quantity != 0))
            Emit(new PositionAdjusted(opened.Time, holding.Key, holding.Quantity, holding.Quantity * holding.EntryPrice));
        return Take();
    }

    public AccountStep SetLimits(RiskLimits limits, string by, long time)
    {
        if (limits != Book.Limits)
            Emit(new LimitsSet(time, limits, by));
        return Take();
    }

    public AccountStep SwitchTo(TradingSwitch to, string reason, string by, long time)
    {
        if (to != Book.Switch || reason != Book.SwitchReason)
            Emit(new TradingSwitched(time, to, reason, by));
        return Take();
    }

    /// <summary>Leverage and margin mode, once the venue has confirmed them.</summary>
    public AccountStep SetLeverage(InstrumentId instrument, int leverage, MarginMode mode, string by, long time)
    {
        if (!Book.Leverage.TryGetValue(instrument, out var now) || now != new LeverageSetting(leverage, mode))
            Emit(new LeverageSet(time, instrument, leverage, mode, by));
        return Take();
    }

    /// <summary>Why the position mode cannot change now, to be looked at before the venue is asked; null when it can.</summary>
    public OrderRefusal? RefusePositionMode(bool isHedged) =>
        isHedged != Book.IsHedged && (Book.OpenOrders.Count > 0 || Book.Positions.Values.Any(position => !position.IsFlat))
            ? new OrderRefusal(RefusalCodes.InvalidOrder, "isHedged", "The position mode changes only while there are no positions and no open orders.")
            : null;

    /// <summary>One-way or hedged, once the venue has confirmed it: it is so, whatever has come meanwhile.</summary>
    public AccountStep SetPositionMode(bool isHedged, string by, long time)
    {
        if (isHedged != Book.IsHedged)
            Emit(new PositionModeSet(time, isHedged, by));
        return Take();
    }

    /// <summary>What the account is worth now: kept when it is the first of a UTC day, or a new high at least a minute after the last.</summary>
    public AccountStep MarkEquity(decimal equity, long time)
    {
        var isNewDay = AccountBook.DayOf(time) > Book.EquityDay;
        if (Book.IsOpened && (isNewDay || (equity > Book.PeakEquity && time - Book.EquityMarkedAt >= 60_000)))
            Emit(new EquityMarked(time, equity));
        return Take();
    }

    private void Emit(AccountEvent happened)
    {
        Book.Apply(happened);
        _events.Add(happened);
    }

    private void Then(AccountEffect effect) => _effects.Add(effect);

    private AccountStep Take(Order? order = null, OrderRefusal? refusal = null, bool isRepeated = false)
    {
        var step = new AccountStep([.. _events], [.. _effects], Book.Version, order, refusal, isRepeated);
        _events.Clear();
        _effects.Clear();
        return step;
    }
}
