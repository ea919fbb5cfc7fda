using System.Text.Json.Serialization;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Silo.Api.Trading;

/// <summary>A stored event of an account: what has happened, and what of it there is to say. Members that its kind has no use for are left out.</summary>
internal sealed partial record AccountEventView
{
    /// <summary>Its number in the account, from 1 without gaps.</summary>
    public required long Version { get; init; }

    /// <summary>When it was decided or learnt, Unix milliseconds.</summary>
    public required long Time { get; init; }

    /// <summary>
    /// Which: opened, intended, refused, sent, reported, cancel-intended, fill, cash, guard-set, guard-moved, guard-fired, limits, switched, leverage,
    /// position-mode, difference, position-adjusted, equity, trailed, protection, unprotected.
    /// </summary>
    public required string Event { get; init; }

    /// <summary>Who or what asked for it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? By { get; init; }

    /// <summary>Why.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    /// <summary>Id of the order that it is about.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? OrderId { get; init; }

    /// <summary>Which position it is about.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PositionKeyView? Position { get; init; }

    /// <summary>The order as it was intended, or as it is followed from here on when somebody else made it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OrderView? Order { get; init; }

    /// <summary>The order that was refused.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RefusedOrderView? Refused { get; init; }

    /// <summary>What the venue has said of the order.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OrderReportView? Report { get; init; }

    /// <summary>The execution.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FillView? Fill { get; init; }

    /// <summary>The movement of cash.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CashMoveView? Cash { get; init; }

    /// <summary>What protects the position from here on; left out when its protection was taken away.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public GuardsView? Guards { get; init; }

    /// <summary>What triggered a guard.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public GuardTriggerView? Trigger { get; init; }

    /// <summary>How far a guard has come.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public GuardProgressView? Progress { get; init; }

    /// <summary>The limits from here on.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<LimitView>? Limits { get; init; }

    /// <summary>Whether orders may be sent from here on: off, on, halted, killed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Switch { get; init; }

    /// <summary>Leverage and margin mode of an instrument from here on.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LeverageView? Leverage { get; init; }

    /// <summary>The position mode from here on.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? IsHedged { get; init; }

    /// <summary>How the venue differs from the books.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DifferenceView? Difference { get; init; }

    /// <summary>What the position was set to, base units.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? Quantity { get; init; }

    /// <summary>What the position was set to stand at, quote units.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? Cost { get; init; }

    /// <summary>The best price that a trailing order on paper has followed since it was armed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? BestPrice { get; init; }

    /// <summary>How far from the market the stop of a position without one stands from here on, percent; 0 for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? ProtectionPercent { get; init; }

    /// <summary>Cash and unrealised profit, in the account's asset.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? Equity { get; init; }
}

/// <summary>Which position of an account.</summary>
/// <param name="Instrument">Instrument id.</param>
/// <param name="Side">net on a one-way account, else long or short.</param>
internal sealed record PositionKeyView(string Instrument, [property: JsonConverter(typeof(PositionSideWord))] PositionSide Side)
{
    public static PositionKeyView Of(PositionKey key) => new(key.Instrument.ToString(), key.Side);
}

/// <summary>An order that was refused; nothing was sent and nothing reserved.</summary>
/// <param name="IntentKey">What asked for it.</param>
/// <param name="Purpose">Why it was asked for.</param>
/// <param name="Code">Why it was refused, as in the answer.</param>
/// <param name="Field">What of the request it is about. Null when it is the account.</param>
/// <param name="Instrument">Instrument id. Null when it was not kept.</param>
/// <param name="Side">buy or sell. Null when it was not kept.</param>
/// <param name="Type">What it was to wait for. Null when it was not kept.</param>
/// <param name="Quantity">Base units, as far as it had come. Null when it was not kept.</param>
/// <param name="Price">Limit price. Null for an order that had none.</param>
/// <param name="StopPrice">Trigger. Null for an order that had none.</param>
internal sealed record RefusedOrderView(
    string IntentKey, [property: JsonConverter(typeof(OrderPurposeWord))] OrderPurpose Purpose, string Code, string? Field, string? Instrument, string? Side,
    string? Type, decimal? Quantity, decimal? Price, decimal? StopPrice);

/// <summary>A venue's word on an order.</summary>
/// <param name="State">Where it stands.</param>
/// <param name="Filled">Base units that the venue says have traded.</param>
/// <param name="VenueId">The venue's own id. Null when it has told none.</param>
internal sealed record OrderReportView([property: JsonConverter(typeof(OrderStateWord))] OrderState State, decimal Filled, string? VenueId);

/// <summary>Cash came or went other than by an execution.</summary>
/// <param name="Id">What it is known by, unique in the account.</param>
/// <param name="Reason">opening, deposit, withdrawal, funding or correction.</param>
/// <param name="Asset">What moved.</param>
/// <param name="Amount">Plus when it came.</param>
internal sealed record CashMoveView(string Id, string Reason, string Asset, decimal Amount);

/// <summary>A guard has triggered.</summary>
/// <param name="GuardId">Which guard.</param>
/// <param name="Cause">stopLoss, takeProfit, trailing, breakEven, time or unprotected.</param>
/// <param name="Target">Which target, from 0.</param>
/// <param name="Share">How much of the position as it was when the guard was set; 1 for all that is left.</param>
/// <param name="TriggerPrice">The price that was preset.</param>
/// <param name="MarketPrice">The price that triggered it.</param>
internal sealed record GuardTriggerView(string GuardId, string Cause, int Target, decimal Share, decimal TriggerPrice, decimal MarketPrice);

/// <summary>How far a guard has come.</summary>
/// <param name="GuardId">Which guard.</param>
/// <param name="BestPrice">The best price since entry. Null when none was seen.</param>
/// <param name="TargetsDone">Targets that have triggered.</param>
/// <param name="IsBreakEven">Whether the stop has moved to the entry price.</param>
/// <param name="IsTrailing">Whether the trailing stop is armed.</param>
internal sealed record GuardProgressView(string GuardId, decimal? BestPrice, int TargetsDone, bool IsBreakEven, bool IsTrailing);

/// <summary>What the venue says differs from what the books say.</summary>
/// <param name="Subject">What differs: order/ID, position/INSTRUMENT, balance/ASSET.</param>
/// <param name="Expected">What the books say.</param>
/// <param name="Actual">What the venue says.</param>
/// <param name="Resolution">What was done about it.</param>
internal sealed record DifferenceView(string Subject, string Expected, string Actual, string Resolution);
