using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Guards;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Dashboard.Trading;

/// <summary>The words of states, in English: the keys of their translations.</summary>
internal static class TradingWords
{
    public static string Of(TradingSwitch state) => state switch
    {
        TradingSwitch.On => /* text */ "On",
        TradingSwitch.Halted => /* text */ "Halted",
        TradingSwitch.Killed => /* text */ "Killed",
        _ => /* text */ "Off",
    };

    /// <summary>A mark beside the colour.</summary>
    public static string MarkOf(TradingSwitch state) => state switch
    {
        TradingSwitch.On => "●",
        TradingSwitch.Halted => "❚❚",
        TradingSwitch.Killed => "■",
        _ => "○",
    };

    public static string Of(OrderState state) => state switch
    {
        OrderState.New => /* text */ "New",
        OrderState.Accepted => /* text */ "Accepted",
        OrderState.PartiallyFilled => /* text */ "Partly filled",
        OrderState.Filled => /* text */ "Filled",
        OrderState.Cancelling => /* text */ "Cancelling",
        OrderState.Cancelled => /* text */ "Cancelled",
        OrderState.Rejected => /* text */ "Rejected",
        OrderState.Expired => /* text */ "Expired",
        _ => /* text */ "Unknown",
    };

    /// <summary>What a state means where the order itself gives no reason.</summary>
    public static string Explain(OrderState state) => state switch
    {
        OrderState.New => /* text */ "Stored; not confirmed by the venue yet.",
        OrderState.Accepted => /* text */ "At the venue; nothing has traded.",
        OrderState.PartiallyFilled => /* text */ "A part has traded; the rest waits.",
        OrderState.Filled => /* text */ "All of it has traded.",
        OrderState.Cancelling => /* text */ "Its end was asked for; it may still trade.",
        OrderState.Cancelled => /* text */ "Ended on request.",
        OrderState.Rejected => /* text */ "Refused before it could trade.",
        OrderState.Expired => /* text */ "Ended by the venue's rules.",
        _ => /* text */ "Sent without an answer: the venue is being asked.",
    };

    /// <summary>A mark beside the colour.</summary>
    public static string MarkOf(OrderState state) => state switch
    {
        OrderState.Filled => "●",
        OrderState.PartiallyFilled => "◐",
        OrderState.Accepted or OrderState.New => "○",
        OrderState.Unknown => "?",
        OrderState.Cancelling => "◌",
        OrderState.Rejected => "✕",
        _ => "–",
    };

    public static string Of(OrderSide side) => side == OrderSide.Buy ? /* text */ "Buy" : /* text */ "Sell";

    public static string Of(OrderType type) => type switch
    {
        OrderType.Market => /* text */ "Market",
        OrderType.Limit => /* text */ "Limit",
        OrderType.StopMarket => /* text */ "Stop",
        OrderType.StopLimit => /* text */ "Stop limit",
        OrderType.TakeProfitMarket => /* text */ "Take profit",
        OrderType.TakeProfitLimit => /* text */ "Take profit limit",
        _ => /* text */ "Trailing stop",
    };

    public static string Of(TimeInForce time) => time switch
    {
        TimeInForce.GoodTillCancel => /* text */ "Until cancelled",
        TimeInForce.ImmediateOrCancel => /* text */ "Immediate or cancel",
        TimeInForce.FillOrKill => /* text */ "All or nothing",
        _ => /* text */ "Post only",
    };

    public static string Of(OrderPurpose purpose) => purpose switch
    {
        OrderPurpose.Manual => /* text */ "By hand",
        OrderPurpose.Signal => /* text */ "Signal",
        OrderPurpose.Guard => /* text */ "Guard",
        OrderPurpose.Protection => /* text */ "Protection",
        OrderPurpose.Arbitrage => /* text */ "Arbitrage",
        OrderPurpose.Unwind => /* text */ "Unwind",
        _ => /* text */ "Not ours",
    };

    public static string Of(GuardCause cause) => cause switch
    {
        GuardCause.StopLoss => /* text */ "Stop loss",
        GuardCause.BreakEven => /* text */ "Break-even",
        GuardCause.Trailing => /* text */ "Trailing stop",
        GuardCause.TakeProfit => /* text */ "Take profit",
        GuardCause.Time => /* text */ "Time stop",
        _ => /* text */ "Unprotected",
    };

    public static string Of(CashReason reason) => reason switch
    {
        CashReason.Opening => /* text */ "Opening",
        CashReason.Deposit => /* text */ "Deposit",
        CashReason.Withdrawal => /* text */ "Withdrawal",
        CashReason.Funding => /* text */ "Funding",
        _ => /* text */ "Correction",
    };
}
