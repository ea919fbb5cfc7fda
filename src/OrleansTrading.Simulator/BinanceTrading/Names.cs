using OrleansTrading.Simulator.Trading;

namespace OrleansTrading.Simulator.BinanceTrading;

/// <summary>The venue's words.</summary>
internal static class Names
{
    public static IReadOnlyDictionary<string, OrderSide> Sides { get; } = new Dictionary<string, OrderSide> { ["BUY"] = OrderSide.Buy, ["SELL"] = OrderSide.Sell };

    public static IReadOnlyDictionary<string, PositionSide> PositionSides { get; } = new Dictionary<string, PositionSide>
    {
        ["BOTH"] = PositionSide.Both, ["LONG"] = PositionSide.Long, ["SHORT"] = PositionSide.Short,
    };

    public static IReadOnlyDictionary<string, OrderDuration> Durations { get; } = new Dictionary<string, OrderDuration>
    {
        ["GTC"] = OrderDuration.UntilCancelled, ["IOC"] = OrderDuration.ImmediateOrCancel, ["FOK"] = OrderDuration.FillOrKill, ["GTX"] = OrderDuration.PostOnly,
    };

    public static IReadOnlyDictionary<string, TriggerPrice> WorkingTypes { get; } = new Dictionary<string, TriggerPrice>
    {
        ["CONTRACT_PRICE"] = TriggerPrice.Last, ["MARK_PRICE"] = TriggerPrice.Mark,
    };

    public static string Of(OrderSide side) => side == OrderSide.Buy ? "BUY" : "SELL";

    public static string Of(PositionSide side) => side switch { PositionSide.Long => "LONG", PositionSide.Short => "SHORT", _ => "BOTH" };

    public static string Of(OrderKind kind) => kind == OrderKind.Limit ? "LIMIT" : "MARKET";

    public static string Of(OrderDuration duration) => duration switch
    {
        OrderDuration.ImmediateOrCancel => "IOC",
        OrderDuration.FillOrKill => "FOK",
        OrderDuration.PostOnly => "GTX",
        _ => "GTC",
    };

    public static string Of(OrderStatus status) => status switch
    {
        OrderStatus.New => "NEW",
        OrderStatus.PartiallyFilled => "PARTIALLY_FILLED",
        OrderStatus.Filled => "FILLED",
        OrderStatus.Cancelled => "CANCELED",
        _ => "EXPIRED",
    };

    public static string Of(OrderChange change) => change switch
    {
        OrderChange.Accepted => "NEW",
        OrderChange.Traded => "TRADE",
        OrderChange.Amended => "AMENDMENT",
        OrderChange.Cancelled => "CANCELED",
        _ => "EXPIRED",
    };

    public static string Of(TriggerPrice price) => price == TriggerPrice.Mark ? "MARK_PRICE" : "CONTRACT_PRICE";

    public static string Of(LedgerKind kind) => kind switch
    {
        LedgerKind.RealisedPnl => "REALIZED_PNL",
        LedgerKind.Commission => "COMMISSION",
        LedgerKind.Funding => "FUNDING_FEE",
        _ => "TRANSFER",
    };

    public static string Of(BalanceReason reason) => reason switch
    {
        BalanceReason.Order => "ORDER",
        BalanceReason.Funding => "FUNDING_FEE",
        _ => "DEPOSIT",
    };

    public static string Of(ConditionalStatus status) => status switch
    {
        ConditionalStatus.Waiting => "NEW",
        ConditionalStatus.Triggered => "TRIGGERED",
        ConditionalStatus.Finished => "FINISHED",
        ConditionalStatus.Cancelled => "CANCELED",
        ConditionalStatus.Rejected => "REJECTED",
        _ => "EXPIRED",
    };

    /// <summary>STOP, STOP_MARKET, TAKE_PROFIT, TAKE_PROFIT_MARKET or TRAILING_STOP_MARKET.</summary>
    public static string Of(ConditionalTerms terms) => (terms.Kind, terms.Order.Kind) switch
    {
        (ConditionalKind.Trailing, _) => "TRAILING_STOP_MARKET",
        (ConditionalKind.Stop, OrderKind.Limit) => "STOP",
        (ConditionalKind.Stop, _) => "STOP_MARKET",
        (_, OrderKind.Limit) => "TAKE_PROFIT",
        _ => "TAKE_PROFIT_MARKET",
    };
}
