using System.Text.Json;
using OrleansTrading.Simulator.Tests.Support;
using OrleansTrading.TestKit;

namespace OrleansTrading.Simulator.Tests.BinanceTrading;

/// <summary>Holds private answers and messages against the venue's documented ones, member by member.</summary>
public class RecordedAccountShapeTests
{
    private const string Folder = "recorded/binance-shapes";
    private const string Limit = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.010&price=";

    // Members that only trailing orders have, and those that the documents' examples are too old or too new for.
    private static readonly string[] Trailing = ["activatePrice", "priceRate"];
    private static readonly string[] DroppedByTheThird = ["leverage", "maxNotionalValue", "marginType", "isAutoAddMargin"];

    [Theory]
    [InlineData("Trading/GetOrder", "GET", "/fapi/v1/order", "symbol=BTCUSDT&origClientOrderId=resting")]
    [InlineData("Trading/GetOpenOrder", "GET", "/fapi/v1/openOrder", "symbol=BTCUSDT&origClientOrderId=resting")]
    [InlineData("Trading/GetOpenOrders", "GET", "/fapi/v1/openOrders", "")]
    [InlineData("Trading/GetOrders", "GET", "/fapi/v1/allOrders", "symbol=BTCUSDT")]
    [InlineData("Trading/PlaceOrder", "POST", "/fapi/v1/order", "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.010")]
    [InlineData("Trading/CancelOrder", "DELETE", "/fapi/v1/order", "symbol=BTCUSDT&origClientOrderId=resting")]
    [InlineData("Trading/CancelAllOrders", "DELETE", "/fapi/v1/allOpenOrders", "symbol=BTCUSDT")]
    [InlineData("Trading/CancelAllOrdersAfterTimeout", "POST", "/fapi/v1/countdownCancelAll", "symbol=BTCUSDT&countdownTime=1000")]
    [InlineData("Trading/GetUserTrades", "GET", "/fapi/v1/userTrades", "symbol=BTCUSDT")]
    [InlineData("Trading/GetPositions", "GET", "/fapi/v3/positionRisk", "")]
    [InlineData("Trading/PlaceConditionalOrder", "POST", "/fapi/v1/algoOrder", "algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&type=STOP_MARKET&quantity=0.010&triggerPrice=900")]
    [InlineData("Trading/CancelConditionalOrder", "DELETE", "/fapi/v1/algoOrder", "clientAlgoId=waiting")]
    [InlineData("Trading/GetConditionalOrder", "GET", "/fapi/v1/algoOrder", "clientAlgoId=waiting")]
    [InlineData("Trading/GetOpenConditionalOrders", "GET", "/fapi/v1/openAlgoOrders", "")]
    [InlineData("Trading/GetConditionalOrders", "GET", "/fapi/v1/allAlgoOrders", "symbol=BTCUSDT")]
    [InlineData("Trading/CancelAllConditionalOrders", "DELETE", "/fapi/v1/algoOpenOrders", "symbol=BTCUSDT")]
    [InlineData("Account/GetAccountInfo", "GET", "/fapi/v2/account", "")]
    [InlineData("Account/GetAccountInfoV3", "GET", "/fapi/v3/account", "")]
    [InlineData("Account/GetBalances", "GET", "/fapi/v3/balance", "")]
    [InlineData("Account/GetPositionInformation", "GET", "/fapi/v2/positionRisk", "")]
    [InlineData("Account/GetIncomeHistory", "GET", "/fapi/v1/income", "")]
    [InlineData("Account/GetBrackets", "GET", "/fapi/v1/leverageBracket", "")]
    [InlineData("Account/GetAccountConfiguration", "GET", "/fapi/v1/accountConfig", "")]
    [InlineData("Account/GetSymbolConfiguration", "GET", "/fapi/v1/symbolConfig", "")]
    [InlineData("Account/GetUserCommissionRate", "GET", "/fapi/v1/commissionRate", "symbol=BTCUSDT")]
    [InlineData("Account/GetMultiAssetsMode", "GET", "/fapi/v1/multiAssetsMargin", "")]
    [InlineData("Account/GetOrderRateLimit", "GET", "/fapi/v1/rateLimit/order", "")]
    [InlineData("Account/ChangeInitialLeverage", "POST", "/fapi/v1/leverage", "symbol=BTCUSDT&leverage=21")]
    [InlineData("Account/ChangeMarginType", "POST", "/fapi/v1/marginType", "symbol=SOLUSDT&marginType=ISOLATED")]
    [InlineData("Account/StartUserStream", "POST", "/fapi/v1/listenKey", "")]
    public async Task Answer_HasTheDocumentedMembers(string document, string method, string path, string parameters)
    {
        var file = SharedData.TryFind($"{Folder}/Endpoints/UsdFutures/{document}.txt");
        Assert.SkipWhen(file is null, SharedData.Absent(Folder));
        await using var simulation = await Simulation.StartAsync();
        var client = new SignedClient(simulation);
        await PrepareAsync(simulation, client);
        using var response = await client.AskAsync(new HttpMethod(method), path, parameters);
        var answer = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue(answer);
        var documented = await File.ReadAllTextAsync(file!);
        JsonShape.Names(JsonDocument.Parse(documented[documented.IndexOfAny(['{', '['])..]).RootElement)
            .Except(JsonShape.Names(JsonDocument.Parse(answer).RootElement))
            .Where(name => !Trailing.Any(name.EndsWith) && !(path.Contains("v3/positionRisk") && DroppedByTheThird.Any(name.EndsWith)))
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData("AccountUpdate", "ACCOUNT_UPDATE")]
    [InlineData("OrderUpdate", "ORDER_TRADE_UPDATE")]
    [InlineData("TradeUpdate", "TRADE_LITE")]
    [InlineData("AlgoOrderUpdate", "ALGO_UPDATE")]
    [InlineData("Leverage", "ACCOUNT_CONFIG_UPDATE")]
    public async Task Message_HasTheDocumentedMembers(string document, string name)
    {
        var file = SharedData.TryFind($"{Folder}/Subscriptions/UsdFutures/{document}.txt");
        Assert.SkipWhen(file is null, SharedData.Absent(Folder));
        await using var simulation = await Simulation.StartAsync();
        var client = new SignedClient(simulation);
        await using var stream = await simulation.ConnectAsync("/private/ws?listenKey=" + await client.ListenKeyAsync());
        await stream.RequestAsync("LIST_SUBSCRIPTIONS");
        await PrepareAsync(simulation, client);
        JsonElement frame;
        do
        {
            frame = await stream.NextAsync();
        }
        while (frame.GetProperty("e").GetString() != name);

        var documented = await File.ReadAllTextAsync(file!);
        var data = JsonDocument.Parse(documented[(documented.IndexOf("\n=", StringComparison.Ordinal) + 2)..]).RootElement.GetProperty("data");
        JsonShape.Names(data).Except(JsonShape.Names(frame)).Where(member => member is not ("$.o.AP" or "$.o.cr")).ShouldBeEmpty();
    }

    private static async Task PrepareAsync(Simulation simulation, SignedClient client)
    {
        await client.PostAsync("/fapi/v1/leverage", "symbol=BTCUSDT&leverage=10");
        await client.OrderAsync("symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.010");
        var bid = simulation.Host.Market.Book("BTCUSDT", simulation.Host.Clock.Now, 1).Bids[0].Price;
        await client.OrderAsync($"{Limit}{bid - 1_000}&newClientOrderId=resting");
        await client.PostAsync("/fapi/v1/algoOrder", "algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&type=STOP_MARKET&quantity=0.010&triggerPrice=1000&clientAlgoId=waiting");
    }
}
