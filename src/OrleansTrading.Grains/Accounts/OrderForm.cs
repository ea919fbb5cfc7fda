using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Exchanges.Trading;

namespace OrleansTrading.Grains.Accounts;

/// <summary>Whether a request for an order says what its type needs, and nothing that it has no use for. Pure.</summary>
internal static class OrderForm
{
    private const int LongestKey = 100;

    /// <summary>A key as it is kept in the audit: one that is too long is cut.</summary>
    public static string KeptKey(string intentKey) => intentKey.Length <= LongestKey ? intentKey : intentKey[..LongestKey];

    public static OrderRefusal? Check(PlaceOrder order)
    {
        if (order.IntentKey.Length is 0 or > LongestKey)
            return Refuse("intentKey", $"has {order.IntentKey.Length} characters; expected 1 to {LongestKey}");
        if (order.Quantity is null == order.Notional is null)
            return Refuse("quantity", "and notional: expected exactly one of them");
        return UnknownWord(order) ?? NoAmount("quantity", order.Quantity, OrderBounds.MostQuantity) ?? NoAmount("notional", order.Notional, OrderBounds.MostValue)
            ?? Needs(order, "price", order.Price, IsLimit(order.Type))
            ?? Needs(order, "stopPrice", order.StopPrice, IsStop(order.Type), isOptional: order.Type == OrderType.TrailingStop)
            ?? NoPrice("price", order.Price) ?? NoPrice("stopPrice", order.StopPrice)
            ?? Needs(order, "trailingPercent", order.TrailingPercent, order.Type == OrderType.TrailingStop)
            ?? CheckRest(order);
    }

    /// <summary>A number that stands for none of the words comes from a caller that is newer, or broken.</summary>
    public static OrderRefusal? UnknownWord(PlaceOrder order) =>
        NoWord("side", order.Side) ?? NoWord("positionSide", order.PositionSide ?? default) ?? NoWord("purpose", order.Purpose)
        ?? NoWord("type", order.Type) ?? NoWord("timeInForce", order.TimeInForce);

    public static OrderRefusal? CheckCapabilities(PlaceOrder order, TradingCapabilities capabilities)
    {
        if (!capabilities.Types.Contains(order.Type))
            return Refuse("type", $"is {order.Type}, which the venue does not have; it has {string.Join(", ", capabilities.Types)}");
        if (!capabilities.TimesInForce.Contains(order.TimeInForce))
            return Refuse("timeInForce", $"is {order.TimeInForce}, which the venue does not have; it has {string.Join(", ", capabilities.TimesInForce)}");
        return null;
    }

    private static OrderRefusal? CheckRest(PlaceOrder order)
    {
        if (order.TrailingPercent is > 50)
            return Refuse("trailingPercent", $"is {order.TrailingPercent}; expected more than 0 and at most 50");
        if (order.TimeInForce != TimeInForce.GoodTillCancel && order.Type != OrderType.Limit)
            return Refuse("timeInForce", $"is {order.TimeInForce}; expected GoodTillCancel, or a limit order");
        if (order.ReduceOnly && order.Guards is { IsEmpty: false })
            return Refuse("guards", "belong to an order that opens a position; this one only reduces");
        return null;
    }

    private static bool IsLimit(OrderType type) => type is OrderType.Limit or OrderType.StopLimit or OrderType.TakeProfitLimit;

    private static bool IsStop(OrderType type) =>
        type is OrderType.StopMarket or OrderType.StopLimit or OrderType.TakeProfitMarket or OrderType.TakeProfitLimit;

    private static OrderRefusal? Needs(PlaceOrder order, string field, decimal? value, bool isNeeded, bool isOptional = false)
    {
        if (isNeeded && value is null)
            return Refuse(field, $"is missing; a {order.Type} order needs one");
        if (!isNeeded && !isOptional && value is not null)
            return Refuse(field, $"is {value}; a {order.Type} order has none");
        return NotPositive(field, value);
    }

    private static OrderRefusal? NoWord<T>(string field, T value)
        where T : struct, Enum =>
        Enum.IsDefined(value) ? null : Refuse(field, $"is {value}; expected {string.Join(", ", Enum.GetNames<T>())}");

    private static OrderRefusal? NoAmount(string field, decimal? value, decimal most) =>
        NotPositive(field, value) ?? (value > most ? Refuse(field, $"is {value}; expected at most {most}") : null);

    private static OrderRefusal? NoPrice(string field, decimal? value) =>
        value is { } price && !OrderBounds.IsPrice(price) ? Refuse(field, $"is {value}; expected {OrderBounds.LeastPrice} to {OrderBounds.MostPrice}") : null;

    private static OrderRefusal? NotPositive(string field, decimal? value) =>
        value is <= 0 ? Refuse(field, $"is {value}; expected more than 0") : null;

    private static OrderRefusal Refuse(string field, string reason) => new(RefusalCodes.InvalidOrder, field, $"{field} {reason}.");
}
