using OrleansTrading.Simulator.Rest;
using OrleansTrading.Simulator.Trading;

namespace OrleansTrading.Simulator.BinanceTrading;

/// <summary>Placing, changing, cancelling and looking up orders.</summary>
internal static class OrderEndpoints
{
    private const int StandardLimit = 500;
    private const int LargestLimit = 1_000;

    public static ApiError? Place(TradingCall call)
    {
        if (OrderRequests.Read(call, out var terms) is { } error)
            return error;
        var answer = call.Venue.Place(call.Account, terms, call.Now);
        if (!answer.IsDone)
            return Refusals.Of(answer.Refusal, terms.Symbol.Spec);
        var order = answer.Value;
        // An acknowledgement comes before the order has traded.
        var acknowledges = !call.Text("newOrderRespType").Equals("RESULT", StringComparison.OrdinalIgnoreCase);
        OrderJson.WriteChanged(call.Json, acknowledges ? order with { Status = OrderStatus.New, Executed = 0, Proceeds = 0 } : order);
        return null;
    }

    public static ApiError? Amend(TradingCall call)
    {
        decimal? quantity = null, price = null;
        if ((Find(call, RequestErrors.NoSuchOrder, out var order) ?? call.Amount("quantity", out quantity) ?? call.Amount("price", out price)) is { } error)
            return error;
        if (quantity is null || price is null)
            return ApiError.Missing(quantity is null ? "quantity" : "price");
        var answer = call.Venue.Amend(call.Account, order, quantity.Value, price.Value, call.Now);
        if (!answer.IsDone)
            return Refusals.Of(answer.Refusal, order.Terms.Symbol.Spec);
        OrderJson.WriteChanged(call.Json, answer.Value);
        return null;
    }

    public static ApiError? Cancel(TradingCall call)
    {
        if (Find(call, RequestErrors.UnknownOrder, out var order) is { } error)
            return error;
        var answer = call.Venue.Cancel(call.Account, order, call.Now);
        if (!answer.IsDone)
            return Refusals.Of(answer.Refusal);
        OrderJson.WriteChanged(call.Json, answer.Value);
        return null;
    }

    public static ApiError? CancelAll(TradingCall call)
    {
        if (call.Symbol(out var symbol) is { } error)
            return error;
        call.Venue.CancelAll(call.Account, symbol.Spec.Name, call.Now);
        call.Json.WriteDone("The operation of cancel all open order is done.");
        return null;
    }

    public static ApiError? CountDown(TradingCall call)
    {
        long? milliseconds = null;
        if ((call.Symbol(out var symbol) ?? call.Number("countdownTime", out milliseconds)) is { } error)
            return error;
        if (milliseconds is null)
            return ApiError.Missing("countdownTime");
        call.Venue.CountDown(call.Account, symbol.Spec.Name, milliseconds.Value, call.Now);
        call.Json.WriteStartObject();
        call.Json.WriteString("symbol", symbol.Spec.Name);
        call.Json.WriteString("countdownTime", milliseconds.Value.ToString());
        call.Json.WriteEndObject();
        return null;
    }

    public static ApiError? Get(TradingCall call)
    {
        if (Find(call, RequestErrors.NoSuchOrder, out var order) is { } error)
            return error;
        OrderJson.Write(call.Json, order);
        return null;
    }

    public static ApiError? GetOpen(TradingCall call)
    {
        if (Find(call, RequestErrors.NoSuchOrder, out var order) is { } error)
            return error;
        if (!order.IsOpen)
            return RequestErrors.NoSuchOrder;
        OrderJson.Write(call.Json, order);
        return null;
    }

    public static ApiError? Open(TradingCall call)
    {
        if (call.SymbolOrAll(out var symbol) is { } error)
            return error;
        call.Venue.Advance(call.Now);
        call.Json.WriteList(call.Account.OpenOrders.Where(order => symbol is null || order.Symbol == symbol), OrderJson.Write);
        return null;
    }

    /// <summary>From the order's id on, or the latest.</summary>
    public static ApiError? All(TradingCall call)
    {
        long start = 0, end = 0;
        var limit = 0;
        long? from = null;
        if ((call.Symbol(out var symbol) ?? call.Range(StandardLimit, LargestLimit, out start, out end, out limit) ?? call.Number("orderId", out from)) is { } error)
            return error;
        call.Venue.Advance(call.Now);
        var orders = call.Account.Orders.Where(order =>
            order.Symbol == symbol.Spec.Name && order.Id >= (from ?? 0) && order.Created >= start && order.Created <= end);
        call.Json.WriteList(from is null && start == 0 ? orders.TakeLast(limit) : orders.Take(limit), OrderJson.Write);
        return null;
    }

    private static ApiError? Find(TradingCall call, ApiError otherwise, out Order order)
    {
        order = null!;
        long? id = null;
        if ((call.Symbol(out var symbol) ?? call.Number("orderId", out id)) is { } error)
            return error;
        if (id is null && !call.Has("origClientOrderId"))
            return RequestErrors.NeedsId;
        call.Venue.Advance(call.Now);
        var found = id is { } number ? call.Account.TryOrder(number, out var known) : call.Account.TryOrder(call.Text("origClientOrderId"), out known);
        if (!found || known!.Symbol != symbol.Spec.Name)
            return otherwise;
        order = known;
        return null;
    }
}
