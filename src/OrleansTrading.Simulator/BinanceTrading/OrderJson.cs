using System.Text.Json;
using OrleansTrading.Simulator.Trading;

namespace OrleansTrading.Simulator.BinanceTrading;

/// <summary>Orders as requests for them are answered.</summary>
internal static class OrderJson
{
    /// <summary>What asking for an order tells.</summary>
    public static void Write(Utf8JsonWriter json, Order order) => Write(json, order, isAnswerToChange: false);

    /// <summary>What placing and cancelling it tells.</summary>
    public static void WriteChanged(Utf8JsonWriter json, Order order) => Write(json, order, isAnswerToChange: true);

    private static void Write(Utf8JsonWriter json, Order order, bool isAnswerToChange)
    {
        var spec = order.Terms.Symbol.Spec;
        json.WriteStartObject();
        json.WriteNumber("orderId", order.Id);
        json.WriteString("symbol", spec.Name);
        json.WriteString("status", Names.Of(order.Status));
        json.WriteString("clientOrderId", order.ClientId);
        json.WriteAmount("price", order.Terms.Price ?? 0, spec.PriceDecimals);
        json.WriteAmount("avgPrice", order.AveragePrice, spec.PriceDecimals + 3);
        json.WriteAmount("origQty", order.Terms.Quantity, spec.QuantityDecimals);
        json.WriteAmount("executedQty", order.Executed, spec.QuantityDecimals);
        if (isAnswerToChange)
            json.WriteAmount("cumQty", order.Executed, spec.QuantityDecimals);
        json.WriteAmount("cumQuote", order.Proceeds, spec.PriceDecimals + spec.QuantityDecimals);
        json.WriteString("timeInForce", Names.Of(order.Terms.Duration));
        json.WriteString("type", Names.Of(order.Terms.Kind));
        json.WriteBoolean("reduceOnly", order.Terms.ReduceOnly);
        json.WriteBoolean("closePosition", false);
        json.WriteString("side", Names.Of(order.Terms.Side));
        json.WriteString("positionSide", Names.Of(order.Terms.PositionSide));
        json.WriteString("stopPrice", "0");
        json.WriteString("workingType", "CONTRACT_PRICE");
        json.WriteBoolean("priceProtect", false);
        json.WriteString("origType", Names.Of(order.Terms.Kind));
        json.WriteString("priceMatch", "NONE");
        json.WriteString("selfTradePreventionMode", "NONE");
        json.WriteNumber("goodTillDate", 0);
        if (!isAnswerToChange)
            json.WriteNumber("time", order.Created);
        json.WriteNumber("updateTime", order.Updated);
        json.WriteEndObject();
    }
}
