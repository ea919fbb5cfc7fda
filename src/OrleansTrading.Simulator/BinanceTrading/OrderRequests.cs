using OrleansTrading.Simulator.Rest;
using OrleansTrading.Simulator.Trading;

namespace OrleansTrading.Simulator.BinanceTrading;

/// <summary>Reads the parameters of orders.</summary>
internal static class OrderRequests
{
    private static readonly string[] Conditional = ["STOP", "STOP_MARKET", "TAKE_PROFIT", "TAKE_PROFIT_MARKET", "TRAILING_STOP_MARKET"];

    public static ApiError? Read(TradingCall call, out OrderTerms terms)
    {
        terms = null!;
        if (call.Symbol(out var symbol) is { } unknown)
            return unknown;
        if (!call.Has("side") || !call.Has("type"))
            return ApiError.Missing(call.Has("side") ? "type" : "side");
        var type = call.Text("type").ToUpperInvariant();
        if (Conditional.Contains(type))
            return RequestErrors.UseAlgo;
        if (type is not ("LIMIT" or "MARKET"))
            return RequestErrors.BadType;
        var kind = type == "LIMIT" ? OrderKind.Limit : OrderKind.Market;
        OrderDuration duration = default;
        PositionSide positionSide = default;
        decimal? quantity = null, price = null;
        var reduceOnly = false;
        var error = call.OneOf("side", OrderSide.Buy, Names.Sides, RequestErrors.BadSide, out var side)
            ?? call.OneOf("timeInForce", OrderDuration.UntilCancelled, Names.Durations, RequestErrors.BadTimeInForce, out duration)
            ?? call.OneOf("positionSide", PositionSide.Both, Names.PositionSides, RequestErrors.Of(-4060, "Position side is not valid."), out positionSide)
            ?? call.Amount("quantity", out quantity) ?? call.Amount("price", out price) ?? call.Flag("reduceOnly", out reduceOnly)
            ?? Needed(call, kind);
        if (error is not null)
            return error;
        terms = new OrderTerms
        {
            Symbol = symbol, Side = side, Kind = kind, Duration = duration, PositionSide = positionSide, ReduceOnly = reduceOnly,
            Quantity = quantity!.Value, Price = price, ClientId = call.Has("newClientOrderId") ? call.Text("newClientOrderId") : null,
        };
        return call.Account.IsHedging && call.Has("reduceOnly") ? RequestErrors.NotRequired("reduceOnly") : null;
    }

    private static ApiError? Needed(TradingCall call, OrderKind kind)
    {
        if (!call.Has("quantity"))
            return ApiError.Missing("quantity");
        if (kind == OrderKind.Limit)
        {
            return !call.Has("price") ? ApiError.Missing("price") : !call.Has("timeInForce") ? ApiError.Missing("timeInForce") : null;
        }

        return call.Has("price") ? RequestErrors.NotRequired("price") : call.Has("timeInForce") ? RequestErrors.NotRequired("timeInForce") : null;
    }
}
