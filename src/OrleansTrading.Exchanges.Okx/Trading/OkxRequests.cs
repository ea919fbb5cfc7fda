using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Okx.Mapping;
using OrleansTrading.Exchanges.Trading;

namespace OrleansTrading.Exchanges.Okx.Trading;

/// <summary>
/// What is asked of the venue. Weights are of the connector's budget, which is by address while the venue's limits are by account and
/// endpoint: they keep the pace of the tightest one.
/// See https://www.okx.com/docs-v5/en/#order-book-trading-trade.
/// </summary>
internal static class OkxRequests
{
    public const string OrderPath = "/api/v5/trade/order";
    public const string AlgoPath = "/api/v5/trade/order-algo";
    public const int PageSize = 100;

    /// <summary>Marks numbers of conditional orders: theirs and those of orders are drawn apart.</summary>
    public const string AlgoMark = "algo-";

    private const string AtMarket = "-1";

    public static SignedRequest Place(Order order, OkxInstrument instrument, MarginMode mode)
    {
        var spec = order.Spec;
        var body = Common(spec, instrument, mode);
        if (spec.IsConditional)
            AddCondition(body, order);
        else
            AddTerms(body, order);
        return Post(spec.IsConditional ? AlgoPath : OrderPath, body.ToJsonString()) with { Weight = 1, Orders = 1 };
    }

    public static SignedRequest CancelOrder(OrderReference order, string? venueId = null)
    {
        var body = new Dictionary<string, string> { ["instId"] = OkxSymbols.ToName(order.Instrument) };
        if (venueId is not null)
            body["ordId"] = venueId;
        else
            body["clOrdId"] = order.OrderId;
        return Post("/api/v5/trade/cancel-order", JsonSerializer.Serialize(body, OkxTradingJson.Default.DictionaryStringString));
    }

    public static SignedRequest CancelAlgo(OrderReference order)
    {
        var body = new Dictionary<string, string> { ["instId"] = OkxSymbols.ToName(order.Instrument) };
        if (order.VenueId?.StartsWith(AlgoMark, StringComparison.Ordinal) == true)
            body["algoId"] = order.VenueId[AlgoMark.Length..];
        else
            body["algoClOrdId"] = order.OrderId;
        return Post("/api/v5/trade/cancel-algos", JsonSerializer.Serialize([body], OkxTradingJson.Default.ListDictionaryStringString));
    }

    public static SignedRequest FindOrder(OrderReference order) => Urgent(OrderPath, Name(order), new("clOrdId", order.OrderId));

    public static SignedRequest FindOrder(string name, string venueId) => Urgent(OrderPath, new("instId", name), new("ordId", venueId));

    public static SignedRequest FindAlgo(OrderReference order) => Urgent(AlgoPath, new KeyValuePair<string, string>("algoClOrdId", order.OrderId));

    public static SignedRequest OpenOrders(string? after) => Get("/api/v5/trade/orders-pending", [Swaps, .. Page(after)]);

    public static SignedRequest OpenAlgos(string type, string? after) => Get("/api/v5/trade/orders-algo-pending", [Swaps, new("ordType", type), .. Page(after)]);

    /// <summary>The newest first; the latest three days are at hand at once, older ones in the history.</summary>
    public static SignedRequest Fills(string name, long from, bool isRecent, string? after) => Get(
        isRecent ? "/api/v5/trade/fills" : "/api/v5/trade/fills-history", [Swaps, new("instId", name), new("begin", Text(from)), .. Page(after)]);

    public static SignedRequest Bills(long from, bool isRecent, string? after) => Get(
        isRecent ? "/api/v5/account/bills" : "/api/v5/account/bills-archive", [new("begin", Text(from)), .. Page(after)]);

    public static SignedRequest Balance() => Get("/api/v5/account/balance", []);

    public static SignedRequest Positions() => Get("/api/v5/account/positions", [Swaps]);

    public static SignedRequest Configuration() => Get("/api/v5/account/config", []) with { Weight = 4 };

    public static SignedRequest SetLeverage(string name, int leverage, MarginMode mode, PositionSide side)
    {
        var body = new Dictionary<string, string> { ["instId"] = name, ["lever"] = Text(leverage), ["mgnMode"] = OkxWords.Of(mode) };
        if (side != PositionSide.Net)
            body["posSide"] = OkxWords.Of(side);
        return Post("/api/v5/account/set-leverage", JsonSerializer.Serialize(body, OkxTradingJson.Default.DictionaryStringString));
    }

    public static SignedRequest SetPositionMode(bool isHedged) => Post(
        "/api/v5/account/set-position-mode", $"{{\"posMode\":\"{(isHedged ? "long_short_mode" : "net_mode")}\"}}");

    private static JsonObject Common(OrderSpec spec, OkxInstrument instrument, MarginMode mode)
    {
        var body = new JsonObject
        {
            ["instId"] = instrument.Name,
            ["tdMode"] = OkxWords.Of(mode),
            ["side"] = OkxWords.Of(spec.Side),
            ["posSide"] = OkxWords.Of(spec.PositionSide),
            ["sz"] = DecimalText.Write(OkxSizes.ToContracts(instrument, spec.Quantity)),
        };
        // Where long and short stand side by side the position's side says it.
        if (spec is { ReduceOnly: true, PositionSide: PositionSide.Net })
            body["reduceOnly"] = true;
        return body;
    }

    private static void AddTerms(JsonObject body, Order order)
    {
        body["ordType"] = OkxWords.TypeOf(order.Spec);
        body["clOrdId"] = order.Id;
        if (order.Spec.Price is { } price)
            body["px"] = DecimalText.Write(price);
    }

    /// <summary>
    /// A stop is a "conditional" order with a stop-loss side, which goes off when the market has moved against it, and a take-profit one with
    /// the other, which goes off when it has moved in its favour: so each goes off in its one direction, whatever the price is when it comes.
    /// </summary>
    private static void AddCondition(JsonObject body, Order order)
    {
        var spec = order.Spec;
        body["algoClOrdId"] = order.Id;
        if (spec.Type == OrderType.TrailingStop)
        {
            body["ordType"] = "move_order_stop";
            body["callbackRatio"] = DecimalText.Write((spec.TrailingPercent ?? 0) / 100);
            if (spec.StopPrice is { } begins)
                body["activePx"] = DecimalText.Write(begins);
            return;
        }

        var part = spec.Type is OrderType.StopMarket or OrderType.StopLimit ? "sl" : "tp";
        body["ordType"] = "conditional";
        body[part + "TriggerPx"] = DecimalText.Write(spec.StopPrice ?? 0);
        body[part + "TriggerPxType"] = "last";
        body[part + "OrdPx"] = spec.Price is { } price ? DecimalText.Write(price) : AtMarket;
    }

    private static SignedRequest Post(string path, string body) => new(HttpMethod.Post, path, []) { Body = body };

    private static SignedRequest Get(string path, IReadOnlyList<KeyValuePair<string, string>> parameters) => SignedRequest.Get(path, weight: 2, parameters);

    private static SignedRequest Urgent(string path, params IReadOnlyList<KeyValuePair<string, string>> parameters) =>
        SignedRequest.Get(path, weight: 1, parameters) with { IsUrgent = true };

    private static KeyValuePair<string, string> Swaps { get; } = new("instType", "SWAP");

    private static KeyValuePair<string, string> Name(OrderReference order) => new("instId", OkxSymbols.ToName(order.Instrument));

    private static IEnumerable<KeyValuePair<string, string>> Page(string? after)
    {
        if (after is not null)
            yield return new("after", after);
        yield return new("limit", Text(PageSize));
    }

    private static string Text(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
