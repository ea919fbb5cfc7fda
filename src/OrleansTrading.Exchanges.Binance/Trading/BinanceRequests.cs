using System.Globalization;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Exchanges.Binance.Mapping;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Trading;

namespace OrleansTrading.Exchanges.Binance.Trading;

/// <summary>
/// What is asked of the venue, and what it charges for it.
/// See https://developers.binance.com/docs/derivatives/usds-margined-futures/trade/rest-api.
/// </summary>
internal static class BinanceRequests
{
    public const string OrderPath = "/fapi/v1/order";
    public const string AlgoPath = "/fapi/v1/algoOrder";
    public const string ListenKeyPath = "/fapi/v1/listenKey";
    public const int PageSize = 1000;

    /// <summary>Of a page of orders; one by itself costs 1.</summary>
    public const int OrdersWeight = 5;

    public static SignedRequest Place(Order order) => order.Spec.IsConditional ? PlaceAlgo(order) : PlaceOrder(order);

    public static SignedRequest CancelOrder(OrderReference order) => new(HttpMethod.Delete, OrderPath, [Symbol(order), new("origClientOrderId", order.OrderId)]);

    public static SignedRequest CancelOrder(OrderReference order, string venueId) => new(HttpMethod.Delete, OrderPath, [Symbol(order), new("orderId", venueId)]);

    public static SignedRequest CancelAlgo(OrderReference order) => new(HttpMethod.Delete, AlgoPath, [new("clientAlgoId", order.OrderId)]);

    public static SignedRequest FindOrder(OrderReference order) => Urgent(OrderPath, Symbol(order), new("origClientOrderId", order.OrderId));

    public static SignedRequest FindOrder(string symbol, string venueId) => Urgent(OrderPath, new("symbol", symbol), new("orderId", venueId));

    public static SignedRequest FindAlgo(OrderReference order) => Urgent(AlgoPath, new KeyValuePair<string, string>("clientAlgoId", order.OrderId));

    public static SignedRequest OpenOrders() => SignedRequest.Get("/fapi/v1/openOrders", weight: 40);

    public static SignedRequest OpenAlgos() => SignedRequest.Get("/fapi/v1/openAlgoOrders", weight: 40);

    public static SignedRequest AlgosOf(string symbol) => SignedRequest.Get("/fapi/v1/allAlgoOrders", weight: 5, new KeyValuePair<string, string>("symbol", symbol));

    public static SignedRequest OrdersFrom(string symbol, long id) => SignedRequest.Get(
        "/fapi/v1/allOrders", OrdersWeight, new("symbol", symbol), new("orderId", Text(id)), Limit);

    public static SignedRequest Trades(string symbol, long from, long? to) => SignedRequest.Get(
        "/fapi/v1/userTrades", weight: 5, [new("symbol", symbol), .. Range(from, to), Limit]);

    public static SignedRequest TradesFrom(string symbol, long id) => SignedRequest.Get(
        "/fapi/v1/userTrades", weight: 5, new("symbol", symbol), new("fromId", Text(id)), Limit);

    public static SignedRequest Incomes(long from, long? to) => SignedRequest.Get("/fapi/v1/income", weight: 30, [.. Range(from, to), Limit]);

    public static SignedRequest Account() => SignedRequest.Get("/fapi/v3/account", weight: 5);

    public static SignedRequest Positions() => SignedRequest.Get("/fapi/v3/positionRisk", weight: 5);

    /// <remarks>It has the position mode too, which costs 30 by itself.</remarks>
    public static SignedRequest Configuration() => SignedRequest.Get("/fapi/v1/accountConfig", weight: 5);

    public static SignedRequest SetPositionMode(bool isHedged) =>
        new(HttpMethod.Post, "/fapi/v1/positionSide/dual", [new("dualSidePosition", isHedged ? "true" : "false")]);

    public static SignedRequest SetMarginMode(string symbol, bool isIsolated) =>
        new(HttpMethod.Post, "/fapi/v1/marginType", [new("symbol", symbol), new("marginType", isIsolated ? "ISOLATED" : "CROSSED")]);

    public static SignedRequest SetLeverage(string symbol, int leverage) =>
        new(HttpMethod.Post, "/fapi/v1/leverage", [new("symbol", symbol), new("leverage", Text(leverage))]);

    public static SignedRequest NewListenKey() => new(HttpMethod.Post, ListenKeyPath, []) { IsSigned = false };

    public static SignedRequest RenewListenKey() => new(HttpMethod.Put, ListenKeyPath, []) { IsSigned = false };

    private static KeyValuePair<string, string> Limit { get; } = new("limit", Text(PageSize));

    /// <remarks>Orders cost the address nothing; they count against the account's order limits.</remarks>
    private static SignedRequest PlaceOrder(Order order)
    {
        var parameters = Common(order.Spec);
        parameters.Add(new("newClientOrderId", order.Id));
        parameters.Add(new("newOrderRespType", "RESULT"));
        return new SignedRequest(HttpMethod.Post, OrderPath, parameters) { Weight = 0, Orders = 1 };
    }

    private static SignedRequest PlaceAlgo(Order order)
    {
        var spec = order.Spec;
        var parameters = Common(spec);
        parameters.Insert(0, new("algoType", "CONDITIONAL"));
        if (spec.StopPrice is { } stop)
            parameters.Add(new(spec.Type == OrderType.TrailingStop ? "activatePrice" : "triggerPrice", DecimalText.Write(stop)));
        if (spec.TrailingPercent is { } trailing)
            parameters.Add(new("callbackRate", DecimalText.Write(trailing)));
        parameters.Add(new("workingType", "CONTRACT_PRICE"));
        parameters.Add(new("clientAlgoId", order.Id));
        return new SignedRequest(HttpMethod.Post, AlgoPath, parameters) { Weight = 0, Orders = 1 };
    }

    private static List<KeyValuePair<string, string>> Common(OrderSpec spec)
    {
        var parameters = new List<KeyValuePair<string, string>>
        {
            new("symbol", BinanceSymbols.ToSymbol(spec.Instrument)),
            new("side", BinanceWords.Of(spec.Side)),
            new("positionSide", BinanceWords.Of(spec.PositionSide)),
            new("type", BinanceWords.Of(spec.Type)),
            new("quantity", DecimalText.Write(spec.Quantity)),
        };
        if (spec.Price is { } price)
        {
            parameters.Add(new("price", DecimalText.Write(price)));
            parameters.Add(new("timeInForce", BinanceWords.Of(spec.TimeInForce)));
        }

        // On a hedged account the position's side says it, and the venue refuses the word.
        if (spec is { ReduceOnly: true, PositionSide: PositionSide.Net })
            parameters.Add(new("reduceOnly", "true"));
        return parameters;
    }

    private static SignedRequest Urgent(string path, params IReadOnlyList<KeyValuePair<string, string>> parameters) =>
        SignedRequest.Get(path, weight: 1, parameters) with { IsUrgent = true };

    private static KeyValuePair<string, string> Symbol(OrderReference order) => new("symbol", BinanceSymbols.ToSymbol(order.Instrument));

    private static IEnumerable<KeyValuePair<string, string>> Range(long from, long? to)
    {
        yield return new("startTime", Text(from));
        if (to is { } end)
            yield return new("endTime", Text(end));
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
