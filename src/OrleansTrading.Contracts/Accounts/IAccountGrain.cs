using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Guards;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Risk;

namespace OrleansTrading.Contracts.Accounts;

/// <summary>
/// One account, keyed by its id (<c>paper</c>): the one place where its orders are decided, so a check and its reservation are one step.
/// Decisions are appended to its events before anything follows from them; who appends against an older version loses and starts anew.
/// </summary>
[Alias("OrleansTrading.IAccountGrain")]
public interface IAccountGrain : IGrainWithStringKey
{
    public const int MaxLimit = 1000;

    /// <summary>Events among which executions are looked for that are older than the newest.</summary>
    public const int FillsReach = 20_000;

    /// <summary>Loads it, brings it up to its venue and keeps it awake. Called again and again by every silo.</summary>
    [Alias("Wake")]
    Task WakeAsync();

    [Alias("Place"), ResponseTimeout("00:00:30")]
    Task<PlaceResult> PlaceAsync(PlaceOrder order);

    /// <summary>What <see cref="PlaceAsync"/> would make of an order now: the same checks on the same figures, and nothing is changed or reserved.</summary>
    [Alias("Preview"), ResponseTimeout("00:00:30")]
    Task<OrderPreview> PreviewAsync(PlaceOrder order);

    [Alias("Cancel"), ResponseTimeout("00:00:30")]
    Task<PlaceResult> CancelAsync(string orderId, string by);

    /// <summary>Closes a part (<paramref name="share"/>, more than 0 and at most 1) of a position at the market.</summary>
    [Alias("Close"), ResponseTimeout("00:00:30")]
    Task<PlaceResult> CloseAsync(string intentKey, PositionKey position, decimal share, string by);

    [Alias("SetGuards")]
    Task<AccountAnswer> SetGuardsAsync(PositionKey position, GuardPlan plan, string by);

    /// <summary>A guard has triggered. May be told again: the same trigger closes once.</summary>
    [Alias("Trigger"), ResponseTimeout("00:00:30")]
    Task TriggerAsync(GuardTrigger trigger);

    /// <summary>The market has reached resting paper orders. May be told again.</summary>
    [Alias("Touch")]
    Task TouchAsync(ImmutableArray<PaperTouch> touches);

    [Alias("GetAccount"), AlwaysInterleave]
    Task<AccountView> GetAsync();

    [Alias("GetPositions"), AlwaysInterleave]
    Task<ImmutableArray<PositionView>> GetPositionsAsync();

    /// <summary>Orders, newest first.</summary>
    [Alias("GetOrders"), AlwaysInterleave]
    Task<ImmutableArray<Order>> GetOrdersAsync(OrderQuery query);

    [Alias("FindOrder"), AlwaysInterleave]
    Task<Order?> FindOrderAsync(string orderId);

    /// <summary>
    /// Executions, newest first: among the account's newest <see cref="AccountBook.MaxRecentFills"/>, and with <paramref name="before"/> among the
    /// <see cref="FillsReach"/> events before those too. What is older is among the events.
    /// </summary>
    /// <param name="instrument">Of one instrument; null for all.</param>
    /// <param name="before">Only those of before a time, Unix milliseconds.</param>
    /// <param name="limit">At most so many, <see cref="MaxLimit"/> at most.</param>
    [Alias("GetFills"), AlwaysInterleave]
    Task<ImmutableArray<Fill>> GetFillsAsync(InstrumentId? instrument, long? before, int limit);

    /// <summary>Stored events, newest first, before a version: the audit.</summary>
    [Alias("GetEvents"), AlwaysInterleave]
    Task<ImmutableArray<NumberedEvent>> GetEventsAsync(long? beforeVersion, int limit);

    [Alias("GetLimits"), AlwaysInterleave]
    Task<RiskLimits> GetLimitsAsync();

    /// <summary>How far every limit is used now, in the order of the rules.</summary>
    [Alias("GetLimitUse"), AlwaysInterleave]
    Task<ImmutableArray<RiskUse>> GetLimitUseAsync();

    /// <summary>Takes effect on the next check.</summary>
    [Alias("ChangeLimits")]
    Task<RiskLimits> ChangeLimitsAsync(LimitsChange change);

    /// <summary>How far from the market the stop of a position without one stands, percent; 0 for none. Takes effect within a second.</summary>
    [Alias("SetProtection")]
    Task<AccountAnswer> SetProtectionAsync(decimal percent, string by);

    /// <summary>Turns sending on or off, halts, or kills. On after halted or killed is an operator's resume.</summary>
    [Alias("Switch")]
    Task<AccountAnswer> SwitchAsync(TradingSwitch to, string reason, string by);

    [Alias("SetLeverage"), ResponseTimeout("00:00:30")]
    Task<AccountAnswer> SetLeverageAsync(InstrumentId instrument, int leverage, MarginMode mode, string by);

    /// <summary>Leverage and margin mode of every instrument for which one was set or the venue has told it, in order of their ids.</summary>
    [Alias("GetLeverage"), AlwaysInterleave]
    Task<ImmutableArray<InstrumentLeverage>> GetLeverageAsync();

    /// <summary>One-way or hedged; refused while there are positions or open orders.</summary>
    [Alias("SetPositionMode"), ResponseTimeout("00:00:30")]
    Task<AccountAnswer> SetPositionModeAsync(bool isHedged, string by);

    /// <summary>Compares with the venue now; answers the differences that were found.</summary>
    [Alias("Reconcile"), ResponseTimeout("00:02:00")]
    Task<ImmutableArray<DifferenceFound>> ReconcileAsync();
}
