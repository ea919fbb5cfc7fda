using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Domain.Accounts;

/// <summary>How patient an account is with its venue. Times in milliseconds.</summary>
public sealed record AccountRules
{
    public static AccountRules Default { get; } = new();

    /// <summary>An order that is not on the wire this long after its OrderSent is not sent any more.</summary>
    public long SendWithin { get; init; } = 2_000;

    /// <summary>How long a request may wait for room in the venue's limits, and for the venue's time, before it gets its time stamp.</summary>
    public long WaitWithin { get; init; } = 10_000;

    /// <summary>How long after its time stamp the venue still takes an order.</summary>
    public long ReceiveWindow { get; init; } = 5_000;

    /// <summary>The same of an order that waits for a trigger.</summary>
    public long ConditionalReceiveWindow { get; init; } = 5_000;

    /// <summary>How far our clocks and the venue's may be apart.</summary>
    public long ClockMargin { get; init; } = 1_000;

    /// <summary>An order that was sent and of which nothing has been heard for this long is asked about.</summary>
    public long AnswerWithin { get; init; } = 10_000;

    /// <summary>Time between two questions about the same thing, at first; it doubles up to <see cref="LongestPause"/>.</summary>
    public long FirstPause { get; init; } = 1_000;

    public long LongestPause { get; init; } = 30_000;

    /// <summary>How long the fills that a report speaks of may take to come by themselves.</summary>
    public long FillsWithin { get; init; } = 1_000;

    /// <summary>An order whose end was asked for and has not come for this long is asked about.</summary>
    public long CancelWithin { get; init; } = 5_000;

    /// <summary>How far apart two comparisons are, at least, that make a difference believed: what the venue lists late has come by then.</summary>
    public long BelieveAfter { get; init; } = 5_000;

    /// <summary>How late an execution may show in the venue's lists: questions for fills go back by it.</summary>
    public long FillDelay { get; init; } = 60_000;

    /// <summary>A movement of cash may be listed, or told, so much later than it happened, ms.</summary>
    public long CashDelay { get; init; } = 300_000;

    /// <summary>Differences of a balance up to this are rounding.</summary>
    public decimal BalanceTolerance { get; init; } = 0.001m;

    /// <summary>How exactly venues tell entry prices, as a share of them.</summary>
    public decimal EntryPriceTolerance { get; init; } = 0.000001m;

    /// <summary>Fee of what takes, as a fraction of the value: an order needs it beside its margin.</summary>
    public decimal TakerFee { get; init; }

    /// <summary>Leverage of instruments for which none was set, where the account is on paper.</summary>
    public int DefaultLeverage { get; init; } = 1;

    /// <summary>How far from the market the stop of a position without one stands, percent, while nobody has set it for the account; 0 for none.</summary>
    public decimal ProtectionPercent { get; init; }

    /// <summary>From when on an order's request can no longer arrive at the venue.</summary>
    public long TooLateFrom(Order order) =>
        (order.SentAt ?? order.CreatedAt) + SendWithin + WaitWithin + (order.Spec.IsConditional ? ConditionalReceiveWindow : ReceiveWindow) + ClockMargin;
}
