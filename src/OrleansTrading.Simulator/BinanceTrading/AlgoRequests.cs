using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Rest;
using OrleansTrading.Simulator.Trading;

namespace OrleansTrading.Simulator.BinanceTrading;

/// <summary>Reads the parameters of conditional orders.</summary>
internal static class AlgoRequests
{
    private static readonly Dictionary<string, (ConditionalKind Kind, OrderKind Order)> Types = new()
    {
        ["STOP"] = (ConditionalKind.Stop, OrderKind.Limit),
        ["STOP_MARKET"] = (ConditionalKind.Stop, OrderKind.Market),
        ["TAKE_PROFIT"] = (ConditionalKind.TakeProfit, OrderKind.Limit),
        ["TAKE_PROFIT_MARKET"] = (ConditionalKind.TakeProfit, OrderKind.Market),
        ["TRAILING_STOP_MARKET"] = (ConditionalKind.Trailing, OrderKind.Market),
    };

    public static ApiError? Read(TradingCall call, out ConditionalTerms terms)
    {
        terms = null!;
        if (call.Text("algoType") != "CONDITIONAL")
            return ApiError.Missing("algoType");
        if (call.Symbol(out var symbol) is { } unknown)
            return unknown;
        if (!call.Has("side"))
            return ApiError.Missing("side");
        if (!Types.TryGetValue(call.Text("type").ToUpperInvariant(), out var type))
            return RequestErrors.BadType;
        return Order(call, symbol, type.Order, out var order, out var closes) ?? Trigger(call, type.Kind, order, closes, out terms);
    }

    private static ApiError? Order(TradingCall call, ListedSymbol symbol, OrderKind kind, out OrderTerms order, out bool closes)
    {
        order = null!;
        OrderDuration duration = default;
        PositionSide positionSide = default;
        decimal? quantity = null, price = null;
        bool reduceOnly = false, closePosition = false;
        var error = call.OneOf("side", OrderSide.Buy, Names.Sides, RequestErrors.BadSide, out var side)
            ?? call.OneOf("timeInForce", OrderDuration.UntilCancelled, Names.Durations, RequestErrors.BadTimeInForce, out duration)
            ?? call.OneOf("positionSide", PositionSide.Both, Names.PositionSides, RequestErrors.Of(-4060, "Position side is not valid."), out positionSide)
            ?? call.Amount("quantity", out quantity) ?? call.Amount("price", out price)
            ?? call.Flag("reduceOnly", out reduceOnly) ?? call.Flag("closePosition", out closePosition);
        closes = closePosition;
        if (error is not null)
            return error;
        if (closes && (call.Has("quantity") || kind == OrderKind.Limit))
            return RequestErrors.Of(-4138, "ReduceOnly and quantity must not be sent when closePosition is true.");
        if (!closes && quantity is null)
            return ApiError.Missing("quantity");
        if (kind == OrderKind.Limit && price is null)
            return ApiError.Missing("price");
        if (call.Account.IsHedging && call.Has("reduceOnly"))
            return RequestErrors.NotRequired("reduceOnly");
        order = new OrderTerms
        {
            Symbol = symbol, Side = side, Kind = kind, Duration = duration, PositionSide = positionSide, Quantity = quantity ?? 0,
            Price = kind == OrderKind.Limit ? price : null, ReduceOnly = reduceOnly || (closes && !call.Account.IsHedging),
        };
        return null;
    }

    private static ApiError? Trigger(TradingCall call, ConditionalKind kind, OrderTerms order, bool closes, out ConditionalTerms terms)
    {
        terms = null!;
        var trails = kind == ConditionalKind.Trailing;
        decimal? rate = null;
        TriggerPrice watches = default;
        var error = call.Amount(trails ? call.Has("activatePrice") ? "activatePrice" : "activationPrice" : "triggerPrice", out var trigger)
            ?? call.Amount("callbackRate", out rate)
            ?? call.OneOf("workingType", TriggerPrice.Last, Names.WorkingTypes, RequestErrors.Of(-4055, "Invalid working type."), out watches);
        if (error is not null)
            return error;
        if (trails && rate is null)
            return ApiError.Missing("callbackRate");
        if (!trails && trigger is null)
            return ApiError.Missing("triggerPrice");
        terms = new ConditionalTerms
        {
            Order = order, Kind = kind, Trigger = trigger, CallbackRate = (rate ?? 0) / 100, Watches = watches, ClosesPosition = closes,
            ClientId = call.Has("clientAlgoId") ? call.Text("clientAlgoId") : null,
        };
        return null;
    }
}
