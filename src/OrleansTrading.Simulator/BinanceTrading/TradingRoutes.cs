using System.Collections.Frozen;

namespace OrleansTrading.Simulator.BinanceTrading;

/// <summary>The private endpoints of USD-M futures.</summary>
internal static class TradingRoutes
{
    public static FrozenDictionary<(string Method, string Path), TradingRoute> All { get; } = new Dictionary<(string, string), TradingRoute>
    {
        [("POST", "/fapi/v1/order")] = new(OrderEndpoints.Place, 0) { Sends = true, IsAboutOrders = true },
        [("PUT", "/fapi/v1/order")] = new(OrderEndpoints.Amend, 0) { Sends = true, IsAboutOrders = true },
        [("DELETE", "/fapi/v1/order")] = new(OrderEndpoints.Cancel) { IsAboutOrders = true },
        [("GET", "/fapi/v1/order")] = new(OrderEndpoints.Get),
        [("GET", "/fapi/v1/openOrder")] = new(OrderEndpoints.GetOpen),
        [("GET", "/fapi/v1/openOrders")] = new(OrderEndpoints.Open, 1, 40),
        [("GET", "/fapi/v1/allOrders")] = new(OrderEndpoints.All, 5),
        [("DELETE", "/fapi/v1/allOpenOrders")] = new(OrderEndpoints.CancelAll) { IsAboutOrders = true },
        [("POST", "/fapi/v1/countdownCancelAll")] = new(OrderEndpoints.CountDown, 10),
        [("POST", "/fapi/v1/algoOrder")] = new(AlgoEndpoints.Place, 0) { Sends = true, IsAboutOrders = true },
        [("DELETE", "/fapi/v1/algoOrder")] = new(AlgoEndpoints.Cancel) { IsAboutOrders = true },
        [("GET", "/fapi/v1/algoOrder")] = new(AlgoEndpoints.Get),
        [("DELETE", "/fapi/v1/algoOpenOrders")] = new(AlgoEndpoints.CancelAll) { IsAboutOrders = true },
        [("GET", "/fapi/v1/openAlgoOrders")] = new(AlgoEndpoints.Open, 1, 40),
        [("GET", "/fapi/v1/allAlgoOrders")] = new(AlgoEndpoints.All, 5),
        [("GET", "/fapi/v1/userTrades")] = new(HistoryEndpoints.UserTrades, 5),
        [("GET", "/fapi/v1/income")] = new(HistoryEndpoints.Income, 30),
        [("GET", "/fapi/v2/balance")] = new(AccountEndpoints.Balance, 5),
        [("GET", "/fapi/v3/balance")] = new(AccountEndpoints.Balance, 5),
        [("GET", "/fapi/v2/account")] = new(AccountEndpoints.Second, 5),
        [("GET", "/fapi/v3/account")] = new(AccountEndpoints.Third, 5),
        [("GET", "/fapi/v2/positionRisk")] = new(PositionEndpoints.Second, 5),
        [("GET", "/fapi/v3/positionRisk")] = new(PositionEndpoints.Third, 5),
        [("POST", "/fapi/v1/leverage")] = new(SettingEndpoints.SetLeverage),
        [("POST", "/fapi/v1/marginType")] = new(SettingEndpoints.SetMargin),
        [("POST", "/fapi/v1/positionSide/dual")] = new(SettingEndpoints.SetDual),
        [("GET", "/fapi/v1/positionSide/dual")] = new(SettingEndpoints.GetDual, 30),
        [("GET", "/fapi/v1/multiAssetsMargin")] = new(SettingEndpoints.GetMultiAssets, 30),
        [("GET", "/fapi/v1/accountConfig")] = new(SettingEndpoints.AccountConfig, 5),
        [("GET", "/fapi/v1/symbolConfig")] = new(SettingEndpoints.SymbolConfig, 5),
        [("GET", "/fapi/v1/leverageBracket")] = new(SettingEndpoints.Brackets),
        [("GET", "/fapi/v1/commissionRate")] = new(SettingEndpoints.CommissionRate, 20),
        [("GET", "/fapi/v1/rateLimit/order")] = new(SettingEndpoints.OrderLimits),
    }.ToFrozenDictionary();
}
