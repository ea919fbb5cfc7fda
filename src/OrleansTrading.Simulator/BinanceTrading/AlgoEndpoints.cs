using OrleansTrading.Simulator.Rest;
using OrleansTrading.Simulator.Trading;

namespace OrleansTrading.Simulator.BinanceTrading;

/// <summary>Placing, cancelling and looking up conditional orders.</summary>
internal static class AlgoEndpoints
{
    private const int StandardLimit = 500;
    private const int LargestLimit = 1_000;

    public static ApiError? Place(TradingCall call)
    {
        if (AlgoRequests.Read(call, out var terms) is { } error)
            return error;
        var answer = call.Venue.Place(call.Account, terms, call.Now);
        if (!answer.IsDone)
            return answer.Refusal.Reason == RefusalReason.TooManyOpenOrders
                ? RequestErrors.Of(-4045, "Reach max stop order limit.")
                : Refusals.Of(answer.Refusal, terms.Order.Symbol.Spec);
        AlgoJson.WriteChanged(call.Json, call.Account, answer.Value);
        return null;
    }

    public static ApiError? Cancel(TradingCall call)
    {
        if (Find(call, RequestErrors.UnknownOrder, out var order) is { } error)
            return error;
        var answer = call.Venue.Cancel(call.Account, order, call.Now);
        if (!answer.IsDone)
            return Refusals.Of(answer.Refusal);
        AlgoJson.WriteChanged(call.Json, call.Account, answer.Value);
        return null;
    }

    public static ApiError? CancelAll(TradingCall call)
    {
        if (call.Symbol(out var symbol) is { } error)
            return error;
        call.Venue.CancelAllConditionals(call.Account, symbol.Spec.Name, call.Now);
        call.Json.WriteDone("The operation of cancel all open order is done.");
        return null;
    }

    public static ApiError? Get(TradingCall call)
    {
        if (Find(call, RequestErrors.NoSuchOrder, out var order) is { } error)
            return error;
        AlgoJson.Write(call.Json, call.Account, order);
        return null;
    }

    public static ApiError? Open(TradingCall call)
    {
        if (call.SymbolOrAll(out var symbol) is { } error)
            return error;
        call.Venue.Advance(call.Now);
        call.Json.WriteList(call.Account.Conditionals.Where(order => order.IsOpen && (symbol is null || order.Symbol == symbol)),
            (json, order) => AlgoJson.Write(json, call.Account, order));
        return null;
    }

    public static ApiError? All(TradingCall call)
    {
        long start = 0, end = 0;
        var limit = 0;
        long? from = null;
        if ((call.Symbol(out var symbol) ?? call.Range(StandardLimit, LargestLimit, out start, out end, out limit) ?? call.Number("algoId", out from)) is { } error)
            return error;
        call.Venue.Advance(call.Now);
        var orders = call.Account.Conditionals.Where(order =>
            order.Symbol == symbol.Spec.Name && order.Id >= (from ?? 0) && order.Created >= start && order.Created <= end);
        call.Json.WriteList(from is null && start == 0 ? orders.TakeLast(limit) : orders.Take(limit), (json, order) => AlgoJson.Write(json, call.Account, order));
        return null;
    }

    private static ApiError? Find(TradingCall call, ApiError otherwise, out ConditionalOrder order)
    {
        order = null!;
        if (call.Number("algoId", out var id) is { } error)
            return error;
        if (id is null && !call.Has("clientAlgoId"))
            return RequestErrors.NeedsAlgoId;
        call.Venue.Advance(call.Now);
        var found = id is { } number ? call.Account.TryConditional(number, out var known) : call.Account.TryConditional(call.Text("clientAlgoId"), out known);
        if (!found)
            return otherwise;
        order = known!;
        return null;
    }
}
