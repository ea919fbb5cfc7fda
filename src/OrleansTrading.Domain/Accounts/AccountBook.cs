using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Risk;

namespace OrleansTrading.Domain.Accounts;

/// <summary>
/// An account: the fold of its events. The same events give the same account, whoever folds them and when; it knows no clock and no price.
/// Bounded: it keeps the orders that are not settled, the newest <see cref="MaxClosedOrders"/> that are, the ids of the
/// <see cref="MaxForgottenOrders"/> before those (so that an intent is never made twice within the newest 110,000 orders), the newest
/// <see cref="MaxRecentFills"/> executions, and the ids of the newest <see cref="MaxFillIds"/> executions and <see cref="MaxCashIds"/> movements
/// of cash.
/// </summary>
public sealed partial class AccountBook
{
    public const int MaxClosedOrders = 10_000;
    public const int MaxForgottenOrders = 100_000;
    public const int MaxFillIds = 100_000;
    public const int MaxRecentFills = 2_000;
    public const int MaxCashIds = 50_000;
    public const int MaxUnlinked = 10_000;

    private readonly Dictionary<InstrumentId, LeverageSetting> _leverage = [];

    /// <summary>Number of the last event; 0 before the first.</summary>
    public long Version { get; private set; }

    public bool IsOpened { get; private set; }

    public string Account { get; private set; } = "";

    public string Venue { get; private set; } = "";

    public bool IsPaper { get; private set; }

    /// <summary>What money is counted in.</summary>
    public string Asset { get; private set; } = "";

    public bool IsHedged { get; private set; }

    /// <summary>What happened before this is in the account's beginning; Unix milliseconds.</summary>
    public long OpenedAt { get; private set; }

    /// <summary>Time of the last event, Unix milliseconds.</summary>
    public long UpdatedAt { get; private set; }

    public TradingSwitch Switch { get; private set; }

    public string SwitchReason { get; private set; } = "";

    public RiskLimits Limits { get; private set; } = new();

    /// <summary>Why nothing may be opened on the limits; null when it may.</summary>
    public string? LimitsDefect { get; private set; } = RiskLimitRules.Defect(new RiskLimits());

    /// <summary>How far from the market the stop of a position without one stands, percent, 0 for none; null while nobody has set it.</summary>
    public decimal? ProtectionPercent { get; private set; }

    /// <summary>By instrument, where it was set or the venue has told it.</summary>
    public IReadOnlyDictionary<InstrumentId, LeverageSetting> Leverage => _leverage;

    /// <summary>Takes in the next event. Never refuses one: what is stored has happened.</summary>
    public void Apply(AccountEvent happened)
    {
        Version++;
        UpdatedAt = Math.Max(UpdatedAt, happened.Time);
        switch (happened)
        {
            case AccountOpened opened:
                Open(opened);
                break;
            case OrderIntended intended:
                Intend(intended);
                break;
            case OrderSent sent:
                Send(sent);
                break;
            case OrderReported reported:
                Report(reported);
                break;
            case CancelIntended cancel:
                Cancel(cancel);
                break;
            case OrderTrailed trailed:
                Trail(trailed);
                break;
            case FillBooked booked:
                Book(booked);
                break;
            case CashMoved moved:
                Move(moved);
                break;
            case PositionAdjusted adjusted:
                Adjust(adjusted);
                break;
            case GuardSet set:
                SetGuard(set);
                break;
            case GuardMoved moved:
                MoveGuard(moved);
                break;
            case GuardFired fired:
                Fire(fired);
                break;
            case LimitsSet limits:
                // None at all where another program has stored none: then nothing is opened.
                Limits = limits.Limits ?? new RiskLimits();
                LimitsDefect = RiskLimitRules.Defect(Limits);
                break;
            case ProtectionSet protection:
                ProtectionPercent = protection.Percent;
                break;
            case TradingSwitched switched:
                (Switch, SwitchReason) = (switched.Switch, switched.Reason);
                break;
            case LeverageSet leverage:
                _leverage[leverage.Instrument] = new LeverageSetting(leverage.Leverage, leverage.Mode);
                break;
            case PositionModeSet mode:
                IsHedged = mode.IsHedged;
                break;
            case EquityMarked marked:
                Mark(marked);
                break;
        }
    }

    private void Open(AccountOpened opened)
    {
        IsOpened = true;
        (Account, Venue, IsPaper) = (opened.Account, opened.Venue, opened.IsPaper);
        (Asset, IsHedged, OpenedAt) = (opened.Asset, opened.IsHedged, opened.Time);
        Switch = opened.IsPaper ? TradingSwitch.On : TradingSwitch.Off;
        EquityDay = DayOf(opened.Time);
    }
}
