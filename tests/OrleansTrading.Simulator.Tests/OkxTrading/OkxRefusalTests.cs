using System.Text.Json;
using OrleansTrading.Simulator.Tests.Support;

namespace OrleansTrading.Simulator.Tests.OkxTrading;

/// <summary>Refusals with the codes and the HTTP status that the venue documents.</summary>
public sealed class OkxRefusalTests
{
    private const string Stop = """{"instId":"BTC-USDT-SWAP","tdMode":"cross","side":"sell","ordType":"conditional","sz":"1","slTriggerPx":"1000","slOrdPx":"-1","algoClOrdId":"waiting"}""";

    [Fact]
    public async Task Order_AfterItsTime_IsNotTaken_AndAConditionalOneKnowsNone()
    {
        await using var simulation = await Simulation.StartAsync();
        var client = new OkxClient(simulation);
        var past = simulation.Host.Clock.Now.AddSeconds(-1);
        var (status, answer) = await client.AskAsync("POST", "/api/v5/trade/order", Limit("late"), past);
        (status, Code(answer), Operation(answer)).ShouldBe((200, "1", "50036"));
        Operation((await client.AskAsync("POST", "/api/v5/trade/order-algo", Stop, past)).Answer).ShouldBe("0");
    }

    [Fact]
    public async Task IdThatIsTaken_IsRefusedByTheKindOfOrder()
    {
        await using var simulation = await Simulation.StartAsync();
        var client = new OkxClient(simulation);
        Operation((await client.PostAsync("/api/v5/trade/order", Limit("resting"))).Answer).ShouldBe("0");
        Operation((await client.PostAsync("/api/v5/trade/order", Limit("resting"))).Answer).ShouldBe("51016");
        Operation((await client.PostAsync("/api/v5/trade/order-algo", Stop)).Answer).ShouldBe("0");
        Operation((await client.PostAsync("/api/v5/trade/order-algo", Stop)).Answer).ShouldBe("51065");
    }

    [Fact]
    public async Task Batch_OfWhichOneIsRefused_HasPartiallySucceeded()
    {
        await using var simulation = await Simulation.StartAsync();
        var client = new OkxClient(simulation);
        var (_, answer) = await client.PostAsync("/api/v5/trade/batch-orders", $"[{Limit("one")},{Limit("one")}]");
        Code(answer).ShouldBe("2");
        answer.GetProperty("data").EnumerateArray().Select(row => row.GetProperty("sCode").GetString()).ShouldBe(["0", "51016"]);
    }

    [Fact]
    public async Task Request_ThatCannotBeRead_IsABadRequest()
    {
        await using var simulation = await Simulation.StartAsync();
        var client = new OkxClient(simulation);
        var (status, answer) = await client.PostAsync("/api/v5/trade/order", "{");
        (status, Code(answer)).ShouldBe((400, "50002"));
        (status, answer) = await client.AskAsync("GET", "/api/v5/trade/orders-algo-pending");
        (status, Code(answer)).ShouldBe((400, "50014"));
        (status, answer) = await new OkxClient(simulation) { Secret = "another" }.AskAsync("GET", "/api/v5/account/balance");
        (status, Code(answer)).ShouldBe((401, "50113"));
    }

    private static string Limit(string id) =>
        $$"""{"instId":"BTC-USDT-SWAP","tdMode":"cross","side":"sell","ordType":"limit","sz":"0.1","px":"200000","clOrdId":"{{id}}"}""";

    private static string? Code(JsonElement answer) => answer.GetProperty("code").GetString();

    private static string? Operation(JsonElement answer) => answer.GetProperty("data")[0].GetProperty("sCode").GetString();
}
