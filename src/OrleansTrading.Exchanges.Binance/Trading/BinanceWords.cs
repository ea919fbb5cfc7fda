using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Exchanges.Binance.Mapping;

namespace OrleansTrading.Exchanges.Binance.Trading;

/// <summary>The venue's words for what orders are made of.</summary>
internal static class BinanceWords
{
    public static string Of(OrderSide side) => side == OrderSide.Buy ? "BUY" : "SELL";

    public static string Of(PositionSide side) => side switch
    {
        PositionSide.Long => "LONG",
        PositionSide.Short => "SHORT",
        _ => "BOTH",
    };

    public static string Of(OrderType type) => type switch
    {
        OrderType.Market => "MARKET",
        OrderType.Limit => "LIMIT",
        OrderType.StopMarket => "STOP_MARKET",
        OrderType.StopLimit => "STOP",
        OrderType.TakeProfitMarket => "TAKE_PROFIT_MARKET",
        OrderType.TakeProfitLimit => "TAKE_PROFIT",
        OrderType.TrailingStop => "TRAILING_STOP_MARKET",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Expected an order type."),
    };

    public static string Of(TimeInForce duration) => duration switch
    {
        TimeInForce.ImmediateOrCancel => "IOC",
        TimeInForce.FillOrKill => "FOK",
        TimeInForce.PostOnly => "GTX",
        _ => "GTC",
    };

    public static InstrumentId ToInstrument(string? symbol) => BinanceSymbols.TryToInstrument(symbol, out var instrument)
        ? instrument
        : throw new FormatException($"'{symbol}' is no symbol.");

    public static OrderSide ToSide(string? word) => word switch
    {
        "BUY" => OrderSide.Buy,
        "SELL" => OrderSide.Sell,
        _ => throw new FormatException($"side is '{word}'; expected BUY or SELL."),
    };

    public static PositionSide ToPositionSide(string? word) => word switch
    {
        null or "BOTH" => PositionSide.Net,
        "LONG" => PositionSide.Long,
        "SHORT" => PositionSide.Short,
        _ => throw new FormatException($"positionSide is '{word}'; expected BOTH, LONG or SHORT."),
    };

    /// <summary>Null for what we do not send, such as a liquidation.</summary>
    public static OrderType? ToType(string? word) => word switch
    {
        "MARKET" => OrderType.Market,
        "LIMIT" => OrderType.Limit,
        "STOP_MARKET" => OrderType.StopMarket,
        "STOP" => OrderType.StopLimit,
        "TAKE_PROFIT_MARKET" => OrderType.TakeProfitMarket,
        "TAKE_PROFIT" => OrderType.TakeProfitLimit,
        "TRAILING_STOP_MARKET" => OrderType.TrailingStop,
        _ => null,
    };

    /// <remarks>GTD and the like rest until they are cancelled as far as we are concerned.</remarks>
    public static TimeInForce ToDuration(string? word) => word switch
    {
        "IOC" => TimeInForce.ImmediateOrCancel,
        "FOK" => TimeInForce.FillOrKill,
        "GTX" or "RPI" => TimeInForce.PostOnly,
        _ => TimeInForce.GoodTillCancel,
    };

    public static OrderState ToState(string? word) => word switch
    {
        "NEW" or "PENDING_CANCEL" or "NEW_INSURANCE" or "NEW_ADL" => OrderState.Accepted,
        "PARTIALLY_FILLED" => OrderState.PartiallyFilled,
        "FILLED" => OrderState.Filled,
        "CANCELED" => OrderState.Cancelled,
        "REJECTED" => OrderState.Rejected,
        "EXPIRED" or "EXPIRED_IN_MATCH" => OrderState.Expired,
        _ => throw new FormatException($"'{word}' is no state of an order."),
    };

    /// <summary>The venue says cross, crossed, CROSSED, isolated and ISOLATED; null when it says nothing.</summary>
    public static MarginMode? ToMarginMode(string? word) => word?.ToLowerInvariant() switch
    {
        "cross" or "crossed" => MarginMode.Cross,
        "isolated" => MarginMode.Isolated,
        _ => null,
    };
}
