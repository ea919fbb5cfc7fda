using System.Text.Json;
using OrleansTrading.Simulator.Trading;

namespace OrleansTrading.Simulator.BinanceTrading;

/// <summary>Conditional orders as the venue tells of them.</summary>
internal static class AlgoJson
{
    /// <summary>What asking for one tells.</summary>
    public static void Write(Utf8JsonWriter json, TradingAccount account, ConditionalOrder order) => Write(json, account, order, isAnswerToChange: false);

    /// <summary>What placing and cancelling it tells.</summary>
    public static void WriteChanged(Utf8JsonWriter json, TradingAccount account, ConditionalOrder order) => Write(json, account, order, isAnswerToChange: true);

    private static void Write(Utf8JsonWriter json, TradingAccount account, ConditionalOrder order, bool isAnswerToChange)
    {
        var terms = order.Terms;
        var spec = terms.Order.Symbol.Spec;
        json.WriteStartObject();
        json.WriteNumber("algoId", order.Id);
        json.WriteString("clientAlgoId", order.ClientId);
        json.WriteString("algoType", "CONDITIONAL");
        json.WriteString("orderType", Names.Of(terms));
        json.WriteString("symbol", spec.Name);
        json.WriteString("side", Names.Of(terms.Order.Side));
        json.WriteString("positionSide", Names.Of(terms.Order.PositionSide));
        json.WriteString("timeInForce", Names.Of(terms.Order.Duration));
        json.WriteAmount("quantity", terms.Order.Quantity, spec.QuantityDecimals);
        json.WriteString("algoStatus", Names.Of(order.Status));
        if (!isAnswerToChange)
            Became(json, account, order);
        json.WriteAmount("triggerPrice", terms.Trigger ?? 0, spec.PriceDecimals);
        json.WriteAmount("price", terms.Order.Price ?? 0, spec.PriceDecimals);
        json.WriteNull("icebergQuantity");
        if (!isAnswerToChange)
        {
            foreach (var name in (ReadOnlySpan<string>)["tpTriggerPrice", "tpPrice", "slTriggerPrice", "slPrice"])
                json.WriteAmount(name, 0, spec.PriceDecimals);
            json.WriteString("tpOrderType", "");
        }

        json.WriteString("selfTradePreventionMode", "NONE");
        json.WriteString("workingType", Names.Of(terms.Watches));
        json.WriteString("priceMatch", "NONE");
        json.WriteBoolean("closePosition", terms.ClosesPosition);
        json.WriteBoolean("priceProtect", false);
        json.WriteBoolean("reduceOnly", terms.Order.ReduceOnly);
        if (isAnswerToChange)
        {
            var trails = terms.Kind == ConditionalKind.Trailing;
            json.WriteString("activatePrice", trails && terms.Trigger is { } from ? from.ToString("F" + spec.PriceDecimals) : "");
            json.WriteString("callbackRate", trails ? (terms.CallbackRate * 100).ToString("0.##") : "");
        }

        json.WriteNumber("createTime", order.Created);
        json.WriteNumber("updateTime", order.Updated);
        json.WriteNumber("triggerTime", order.Triggered);
        json.WriteNumber("goodTillDate", 0);
        json.WriteEndObject();
    }

    /// <summary>The members of ALGO_UPDATE.</summary>
    public static void WriteEvent(Utf8JsonWriter json, TradingAccount account, ConditionalOrder order)
    {
        var terms = order.Terms;
        var spec = terms.Order.Symbol.Spec;
        var became = Order(account, order);
        json.WriteString("caid", order.ClientId);
        json.WriteNumber("aid", order.Id);
        json.WriteString("at", "CONDITIONAL");
        json.WriteString("o", Names.Of(terms));
        json.WriteString("s", spec.Name);
        json.WriteString("S", Names.Of(terms.Order.Side));
        json.WriteString("ps", Names.Of(terms.Order.PositionSide));
        json.WriteString("f", Names.Of(terms.Order.Duration));
        json.WriteAmount("q", terms.Order.Quantity, spec.QuantityDecimals);
        json.WriteString("X", Names.Of(order.Status));
        json.WriteString("ai", $"{order.OrderId}");
        json.WriteAmount("ap", became?.AveragePrice ?? 0, spec.PriceDecimals + 3);
        json.WriteAmount("aq", became?.Executed ?? 0, spec.QuantityDecimals);
        json.WriteString("act", became is null ? "0" : Names.Of(became.Terms.Kind));
        json.WriteAmount("tp", terms.Trigger ?? 0, spec.PriceDecimals);
        json.WriteAmount("p", terms.Order.Price ?? 0, spec.PriceDecimals);
        json.WriteString("V", "NONE");
        json.WriteString("wt", Names.Of(terms.Watches));
        json.WriteString("pm", "NONE");
        json.WriteBoolean("cp", terms.ClosesPosition);
        json.WriteBoolean("pP", false);
        json.WriteBoolean("R", terms.Order.ReduceOnly);
        json.WriteNumber("tt", order.Triggered);
        json.WriteNumber("gtd", 0);
        if (order.Refusal is { } refusal)
            json.WriteString("rm", Refusals.Of(refusal, spec).Message);
    }

    private static void Became(Utf8JsonWriter json, TradingAccount account, ConditionalOrder order)
    {
        var spec = order.Terms.Order.Symbol.Spec;
        var became = Order(account, order);
        json.WriteString("actualOrderId", $"{order.OrderId}");
        json.WriteAmount("actualPrice", became?.AveragePrice ?? 0, spec.PriceDecimals + 3);
        json.WriteAmount("actualQty", became?.Executed ?? 0, spec.QuantityDecimals);
        json.WriteString("actualType", became is null ? "" : Names.Of(became.Terms.Kind));
    }

    private static Order? Order(TradingAccount account, ConditionalOrder order) =>
        order.OrderId is { } id && account.TryOrder(id, out var became) ? became : null;
}
