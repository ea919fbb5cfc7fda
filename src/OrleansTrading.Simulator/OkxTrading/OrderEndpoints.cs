using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansTrading.Simulator.Okx;
using OrleansTrading.Simulator.Trading;

namespace OrleansTrading.Simulator.OkxTrading;

/// <summary>Orders: placing, cancelling, looking up. Each order of a batch is answered for by itself.</summary>
internal static class OrderEndpoints
{
    public static OkxError? Place(PrivateCall call)
    {
        foreach (var body in call.Request.Objects())
            PlaceOne(call, body);
        return null;
    }

    public static OkxError? Cancel(PrivateCall call)
    {
        foreach (var body in call.Request.Objects())
        {
            var row = new JsonObject { ["clOrdId"] = PrivateCall.Word(body, "clOrdId") ?? "", ["ordId"] = PrivateCall.Word(body, "ordId") ?? "" };
            var order = Find(call, PrivateCall.Word(body, "ordId"), PrivateCall.Word(body, "clOrdId"));
            if (order is not null)
                (row["clOrdId"], row["ordId"]) = (PrivateRows.ClientIdOf(order), PrivateCall.Text(order.Id));
            var answer = order is null ? RefusalReason.UnknownOrder : call.Venue.Cancel(call.Account, order, call.Now);
            call.Acknowledge(row, answer.IsDone ? null : Refusals.Of(answer.Refusal));
        }

        return null;
    }

    public static OkxError? Get(PrivateCall call)
    {
        if (Find(call, call.Query("ordId"), call.Query("clOrdId")) is not { } order || order.Symbol != call.Query("instId"))
            return Refusals.UnknownOrder;
        call.Add(PrivateRows.Of(call.Account, call.Swaps, order, LastOf(call.Account, order)));
        return null;
    }

    public static OkxError? Pending(PrivateCall call) => List(call, call.Account.OpenOrders);

    public static OkxError? History(PrivateCall call) => List(call, call.Account.Orders.Where(order => !order.IsOpen));

    public static OkxError? Fills(PrivateCall call)
    {
        var name = call.Query("instId");
        var found = call.Account.Executions.Where(execution => name.Length == 0 || execution.Symbol == name);
        foreach (var execution in call.Page(found, execution => execution.Id, execution => execution.Time))
            call.Add(PrivateRows.Of(call.Account, call.Swaps, execution));
        return null;
    }

    private static OkxError? List(PrivateCall call, IEnumerable<Order> orders)
    {
        var name = call.Query("instId");
        foreach (var order in call.Page(orders.Where(order => name.Length == 0 || order.Symbol == name), order => order.Id, order => order.Created))
            call.Add(PrivateRows.Of(call.Account, call.Swaps, order, LastOf(call.Account, order)));
        return null;
    }

    private static void PlaceOne(PrivateCall call, JsonElement body)
    {
        var row = new JsonObject { ["clOrdId"] = PrivateCall.Word(body, "clOrdId") ?? "", ["ordId"] = "", ["tag"] = "" };
        if (call.Request.IsLate(call.Now))
        {
            call.Acknowledge(row, new OkxError(50036, "The expTime can't be earlier than the current system time. Please adjust the expTime and try again."));
            return;
        }

        if (Read(call, body, out var terms) is { } wrong)
        {
            call.Acknowledge(row, wrong);
            return;
        }

        var answer = call.Venue.Place(call.Account, terms, call.Now);
        // The venue takes what it then cannot let stand.
        if (answer is { IsDone: false, Refusal.Reason: RefusalReason.WouldTake or RefusalReason.WouldNotFill })
            answer = call.Venue.PlaceDead(call.Account, terms, call.Now);
        if (answer.IsDone)
            row["ordId"] = PrivateCall.Text(answer.Value.Id);
        call.Acknowledge(row, answer.IsDone ? null : Refusals.Of(answer.Refusal));
    }

    /// <summary>What all kinds of orders have: instrument, side, size.</summary>
    public static OkxError? Read(PrivateCall call, JsonElement body, out OrderTerms terms)
    {
        terms = null!;
        if (!call.Swaps.TryFind(PrivateCall.Word(body, "instId") ?? "", out var swap))
            return OkxCall.UnknownInstrument;
        if (PrivateCall.Word(body, "tdMode") is not ("cross" or "isolated"))
            return OkxCall.Invalid("tdMode");
        if (PrivateCall.Word(body, "side") is not ("buy" or "sell") || PrivateCall.Number(body, "sz") is not { } size)
            return OkxCall.Invalid(PrivateCall.Word(body, "side") is "buy" or "sell" ? "sz" : "side");
        PositionSide? side = PrivateCall.Word(body, "posSide") switch
        {
            null or "net" => PositionSide.Both,
            "long" => PositionSide.Long,
            "short" => PositionSide.Short,
            _ => null,
        };
        (OrderKind Kind, OrderDuration Duration)? kind = PrivateCall.Word(body, "ordType") switch
        {
            "market" => (OrderKind.Market, OrderDuration.UntilCancelled),
            "limit" => (OrderKind.Limit, OrderDuration.UntilCancelled),
            "post_only" => (OrderKind.Limit, OrderDuration.PostOnly),
            "fok" => (OrderKind.Limit, OrderDuration.FillOrKill),
            "ioc" => (OrderKind.Limit, OrderDuration.ImmediateOrCancel),
            "conditional" or "move_order_stop" => (OrderKind.Market, OrderDuration.UntilCancelled),
            _ => null,
        };
        if (side is not { } known || kind is not var (type, duration))
            return OkxCall.Invalid(side is null ? "posSide" : "ordType");
        terms = new OrderTerms
        {
            Symbol = swap.Listed,
            Side = PrivateCall.Word(body, "side") == "buy" ? OrderSide.Buy : OrderSide.Sell,
            Kind = type,
            Quantity = size * swap.ContractSize,
            Price = type == OrderKind.Limit ? PrivateCall.Number(body, "px") : null,
            Duration = duration,
            ReduceOnly = known == PositionSide.Both && PrivateCall.Word(body, "reduceOnly") == "true",
            PositionSide = known,
            ClientId = PrivateCall.Word(body, "clOrdId"),
        };
        return null;
    }

    /// <summary>A question is answered with the last execution; an event tells of its own alone.</summary>
    private static Execution? LastOf(TradingAccount account, Order order) =>
        order.Executed == 0 ? null : account.Executions.LastOrDefault(execution => execution.OrderId == order.Id);

    private static Order? Find(PrivateCall call, string? number, string? clientId)
    {
        if (long.TryParse(number, out var id))
            return call.Account.TryOrder(id, out var byNumber) ? byNumber : null;
        return clientId is { Length: > 0 } own && call.Account.TryOrder(own, out var byClientId) ? byClientId : null;
    }
}
