using System.Text.Json;
using OrleansTrading.Simulator.Tests.Support;
using OrleansTrading.TestKit;

namespace OrleansTrading.Simulator.Tests.OkxTrading;

/// <summary>Holds private answers and messages against OKX's documented ones, member by member.</summary>
public sealed class OkxAccountShapeTests
{
    private const string Folder = "recorded/okx-shapes";

    /// <summary>Stops that close a whole position by name, and which trades moved a balance: the simulator has neither.</summary>
    private static readonly string[] Absent = ["$.data[].closeOrderAlgo[].", "$.data[].trades[]."];

    [Theory]
    [InlineData("Trading/PlaceOrder", "POST", "/api/v5/trade/order", """{"instId":"BTC-USDT-SWAP","tdMode":"cross","side":"buy","ordType":"market","sz":"1"}""")]
    [InlineData("Trading/PlaceMultipleOrders", "POST", "/api/v5/trade/batch-orders", """[{"instId":"BTC-USDT-SWAP","tdMode":"cross","side":"buy","ordType":"market","sz":"1"}]""")]
    [InlineData("Trading/CancelOrder", "POST", "/api/v5/trade/cancel-order", """{"instId":"BTC-USDT-SWAP","clOrdId":"resting"}""")]
    [InlineData("Trading/GetOrderDetails", "GET", "/api/v5/trade/order?instId=BTC-USDT-SWAP&clOrdId=bought", "")]
    [InlineData("Trading/GetOrders", "GET", "/api/v5/trade/orders-pending?instType=SWAP", "")]
    [InlineData("Trading/GetOrderHistory", "GET", "/api/v5/trade/orders-history?instType=SWAP", "")]
    [InlineData("Trading/GetUserTrades", "GET", "/api/v5/trade/fills?instType=SWAP", "")]
    [InlineData("Trading/GetUserTradesArchive", "GET", "/api/v5/trade/fills-history?instType=SWAP", "")]
    [InlineData("Trading/PlaceAlgoOrder", "POST", "/api/v5/trade/order-algo", """{"instId":"BTC-USDT-SWAP","tdMode":"cross","side":"sell","ordType":"conditional","sz":"1","slTriggerPx":"1001","slOrdPx":"-1"}""")]
    [InlineData("Trading/CancelAlgoOrder", "POST", "/api/v5/trade/cancel-algos", """[{"instId":"BTC-USDT-SWAP","algoClOrdId":"waiting"}]""")]
    [InlineData("Trading/GetAlgoOrder", "GET", "/api/v5/trade/order-algo?algoClOrdId=waiting", "")]
    [InlineData("Trading/GetAlgoOrderList", "GET", "/api/v5/trade/orders-algo-pending?ordType=conditional", "")]
    [InlineData("Account/GetAccountBalance", "GET", "/api/v5/account/balance", "")]
    [InlineData("Account/GetAccountPositions", "GET", "/api/v5/account/positions", "")]
    [InlineData("Account/GetAccountLeverage", "GET", "/api/v5/account/leverage-info?instId=BTC-USDT-SWAP&mgnMode=cross", "")]
    public async Task Answer_HasTheDocumentedMembers(string document, string method, string path, string body)
    {
        var file = SharedData.TryFind($"{Folder}/Endpoints/UnifiedApi/{document}.txt");
        Assert.SkipWhen(file is null, SharedData.Absent(Folder));
        await using var simulation = await Simulation.StartAsync();
        var client = new OkxClient(simulation);
        await PrepareAsync(client);
        var (status, answer) = await client.AskAsync(method, path, body);
        status.ShouldBe(200, answer.ToString());
        answer.GetProperty("code").GetString().ShouldBe("0", answer.ToString());
        var documented = await File.ReadAllTextAsync(file!);
        JsonShape.Names(JsonDocument.Parse(documented[documented.IndexOfAny(['{', '['])..]).RootElement)
            .Except(JsonShape.Names(answer)).Where(name => !Absent.Any(name.StartsWith)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Trading/Order", "/ws/v5/private", "orders", false)]
    [InlineData("Trading/AlgoOrder", "/ws/v5/business", "orders-algo", false)]
    [InlineData("Trading/AdvancedAlgoOrder", "/ws/v5/business", "algo-advance", false)]
    [InlineData("Trading/Position", "/ws/v5/private", "positions", true)]
    [InlineData("Account/Balance", "/ws/v5/private", "account", true)]
    [InlineData("Account/BalanceAndPosition", "/ws/v5/private", "balance_and_position", true)]
    public async Task Message_HasTheDocumentedMembers(string document, string path, string channel, bool isToldAtOnce)
    {
        var file = SharedData.TryFind($"{Folder}/Subscriptions/Unified/{document}.txt");
        Assert.SkipWhen(file is null, SharedData.Absent(Folder));
        await using var simulation = await Simulation.StartAsync();
        var client = new OkxClient(simulation);
        await using var stream = await simulation.ConnectAsync(path);
        await stream.SendAsync(client.Login());
        (await stream.NextAsync()).GetProperty("event").GetString().ShouldBe("login");
        // What is told when it is asked for is told of what is there already.
        if (isToldAtOnce)
            await PrepareAsync(client);
        await stream.SendAsync($$"""{"op":"subscribe","args":[{"channel":"{{channel}}","instType":"SWAP"}]}""");
        (await stream.NextAsync()).GetProperty("event").GetString().ShouldBe("subscribe");
        if (!isToldAtOnce)
            await PrepareAsync(client);
        var documented = await File.ReadAllTextAsync(file!);
        var push = JsonDocument.Parse(documented[(documented.IndexOf("\n=", StringComparison.Ordinal) + 2)..]).RootElement;
        JsonShape.Names(push).Except(JsonShape.Names(await stream.NextAsync())).Where(name => !Absent.Any(name.StartsWith)).ShouldBeEmpty();
    }

    /// <summary>A position, a resting order, a stop and a trailing stop.</summary>
    private static async Task PrepareAsync(OkxClient client)
    {
        foreach (var (path, body) in ((string, string)[])
        [
            ("order", """{"instId":"BTC-USDT-SWAP","tdMode":"cross","side":"buy","ordType":"market","sz":"1","clOrdId":"bought"}"""),
            ("order", """{"instId":"BTC-USDT-SWAP","tdMode":"cross","side":"sell","ordType":"limit","sz":"0.1","px":"200000","clOrdId":"resting"}"""),
            ("order-algo", """{"instId":"BTC-USDT-SWAP","tdMode":"cross","side":"sell","ordType":"conditional","sz":"1","slTriggerPx":"1000","slOrdPx":"-1","algoClOrdId":"waiting"}"""),
            ("order-algo", """{"instId":"BTC-USDT-SWAP","tdMode":"cross","side":"sell","ordType":"move_order_stop","sz":"1","callbackRatio":"0.05","algoClOrdId":"trailing"}"""),
        ])
        {
            var (_, answer) = await client.PostAsync("/api/v5/trade/" + path, body);
            answer.GetProperty("code").GetString().ShouldBe("0", answer.ToString());
        }
    }
}
