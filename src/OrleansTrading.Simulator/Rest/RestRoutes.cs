using System.Collections.Frozen;

namespace OrleansTrading.Simulator.Rest;

/// <summary>The public market-data endpoints of USD-M futures.</summary>
internal static class RestRoutes
{
    public static FrozenDictionary<string, RestRoute> All { get; } = new Dictionary<string, RestRoute>
    {
        ["/fapi/v1/ping"] = new(1, Ping),
        ["/fapi/v1/time"] = new(1, Time),
        ["/fapi/v1/exchangeInfo"] = new(1, ExchangeInfoEndpoint.Answer),
        ["/fapi/v1/klines"] = new(RestRoute.KlineWeight, KlineEndpoints.Klines),
        ["/fapi/v1/aggTrades"] = new(20, TradeEndpoints.AggTrades),
        ["/fapi/v1/trades"] = new(5, TradeEndpoints.Trades),
        ["/fapi/v1/depth"] = new(RestRoute.DepthWeight, DepthEndpoint.Answer),
        ["/fapi/v1/ticker/24hr"] = new(RestRoute.OneOrAll(1, 40), TickerEndpoints.Day),
        ["/fapi/v1/ticker/price"] = new(RestRoute.OneOrAll(1, 2), TickerEndpoints.Price),
        ["/fapi/v2/ticker/price"] = new(RestRoute.OneOrAll(1, 2), TickerEndpoints.Price),
        ["/fapi/v1/ticker/bookTicker"] = new(RestRoute.OneOrAll(2, 5), TickerEndpoints.Book),
        ["/fapi/v1/premiumIndex"] = new(RestRoute.OneOrAll(1, 10), FundingEndpoints.PremiumIndex),
        ["/fapi/v1/fundingRate"] = new(1, FundingEndpoints.FundingRate),
        ["/fapi/v1/fundingInfo"] = new(1, FundingEndpoints.FundingInfo),
        ["/fapi/v1/openInterest"] = new(1, FundingEndpoints.OpenInterest),
    }.ToFrozenDictionary();

    private static ApiError? Ping(RestCall call)
    {
        call.Json.Raw("{}"u8);
        return null;
    }

    private static ApiError? Time(RestCall call)
    {
        call.Json.Raw("{\"serverTime\":"u8);
        call.Json.Number(call.TellTime);
        call.Json.Byte((byte)'}');
        return null;
    }
}
