using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansTrading.Simulator.Okx;
using OrleansTrading.Simulator.Trading;

namespace OrleansTrading.Simulator.OkxTrading;

/// <summary>Conditional orders: stop-loss or take-profit ("conditional", one of both) and trailing ("move_order_stop").</summary>
internal static class AlgoEndpoints
{
    public static OkxError? Place(PrivateCall call)
    {
        foreach (var body in call.Request.Objects())
        {
            var row = new JsonObject { ["algoId"] = "", ["clOrdId"] = "", ["algoClOrdId"] = PrivateCall.Word(body, "algoClOrdId") ?? "" };
            if (Read(call, body, out var terms) is { } wrong)
            {
                call.Acknowledge(row, wrong);
                continue;
            }

            var answer = call.Venue.Place(call.Account, terms, call.Now);
            if (answer.IsDone)
                row["algoId"] = PrivateCall.Text(answer.Value.Id);
            call.Acknowledge(row, answer.IsDone ? null : answer.Refusal.Reason == RefusalReason.DuplicateClientId ? Refusals.DuplicateAlgo : Refusals.Of(answer.Refusal));
        }

        return null;
    }

    public static OkxError? Cancel(PrivateCall call)
    {
        foreach (var body in call.Request.Objects())
        {
            var order = Find(call, PrivateCall.Word(body, "algoId"), PrivateCall.Word(body, "algoClOrdId"));
            var row = new JsonObject
            {
                ["algoId"] = order is null ? PrivateCall.Word(body, "algoId") ?? "" : PrivateCall.Text(order.Id),
                ["algoClOrdId"] = order?.Terms.ClientId ?? PrivateCall.Word(body, "algoClOrdId") ?? "",
            };
            var answer = order is null ? RefusalReason.UnknownOrder : call.Venue.Cancel(call.Account, order, call.Now);
            call.Acknowledge(row, answer.IsDone ? null : order is { Triggered: > 0 } ? Refusals.Triggered : Refusals.Of(answer.Refusal));
        }

        return null;
    }

    public static OkxError? Get(PrivateCall call)
    {
        if (Find(call, call.Query("algoId"), call.Query("algoClOrdId")) is not { } order)
            return Refusals.UnknownOrder;
        call.Add(PrivateRows.Of(call.Account, call.Swaps, order, call.Now));
        return null;
    }

    public static OkxError? Pending(PrivateCall call)
    {
        var (name, types) = (call.Query("instId"), call.Query("ordType").Split(','));
        if (call.Query("ordType").Length == 0)
            return new OkxError(50014, "Parameter ordType cannot be empty");
        var found = call.Account.Conditionals.Where(order => order.IsOpen && (name.Length == 0 || order.Symbol == name) && types.Contains(PrivateRows.TypeOf(order)));
        foreach (var order in call.Page(found, order => order.Id, order => order.Created))
            call.Add(PrivateRows.Of(call.Account, call.Swaps, order, call.Now));
        return null;
    }

    private static OkxError? Read(PrivateCall call, JsonElement body, out ConditionalTerms terms)
    {
        terms = null!;
        var type = PrivateCall.Word(body, "ordType");
        if (type is not ("conditional" or "move_order_stop"))
            return OkxCall.Invalid("ordType");
        if (OrderEndpoints.Read(call, body, out var order) is { } wrong)
            return wrong;
        if (type == "move_order_stop")
        {
            terms = new ConditionalTerms
            {
                Order = order, Kind = ConditionalKind.Trailing, Trigger = PrivateCall.Number(body, "activePx"),
                CallbackRate = PrivateCall.Number(body, "callbackRatio") ?? 0, ClientId = PrivateCall.Word(body, "algoClOrdId"),
            };
            return null;
        }

        var part = PrivateCall.Number(body, "slTriggerPx") is null ? "tp" : "sl";
        if (PrivateCall.Number(body, part + "OrdPx") is not { } price)
            return OkxCall.Invalid(part + "OrdPx");
        // -1 stands for the market's price.
        if (price > 0)
            order = order with { Kind = OrderKind.Limit, Price = price };
        terms = new ConditionalTerms
        {
            Order = order,
            Kind = part == "sl" ? ConditionalKind.Stop : ConditionalKind.TakeProfit,
            Trigger = PrivateCall.Number(body, part + "TriggerPx"),
            Watches = PrivateCall.Word(body, part + "TriggerPxType") == "mark" ? TriggerPrice.Mark : TriggerPrice.Last,
            ClientId = PrivateCall.Word(body, "algoClOrdId"),
        };
        return null;
    }

    private static ConditionalOrder? Find(PrivateCall call, string? number, string? clientId)
    {
        if (long.TryParse(number, out var id))
            return call.Account.TryConditional(id, out var byNumber) ? byNumber : null;
        return clientId is { Length: > 0 } own && call.Account.TryConditional(own, out var byClientId) ? byClientId : null;
    }
}
