using System.Text.Json;
using OrleansTrading.Simulator.Tests.Support;

namespace OrleansTrading.Simulator.Tests.BinanceTrading;

public class UserStreamTests
{
    private const string Market = "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.010";

    [Theory]
    [InlineData("/private/ws?listenKey={0}")]
    [InlineData("/private/ws/{0}")]
    [InlineData("/private/stream?streams={0}")]
    public async Task Order_IsToldOverThePrivateStream(string path)
    {
        await using var simulation = await Simulation.StartAsync();
        var client = new SignedClient(simulation);
        var key = await client.ListenKeyAsync();
        await using var stream = await simulation.ConnectAsync(string.Format(null, path, key));
        await stream.RequestAsync("LIST_SUBSCRIPTIONS");
        var order = await client.OrderAsync(Market);
        var seen = new List<JsonElement>();
        while (seen.Count == 0 || !(seen[^1].GetProperty("e").GetString() == "ORDER_TRADE_UPDATE" && seen[^1].GetProperty("o").GetProperty("X").GetString() == "FILLED"))
        {
            var frame = await stream.NextAsync();
            if (frame.TryGetProperty("stream", out var name))
            {
                name.GetString().ShouldBe(key);
                frame = frame.GetProperty("data");
            }

            seen.Add(frame);
        }

        seen.Select(frame => frame.GetProperty("e").GetString()).ShouldBe(["ORDER_TRADE_UPDATE", "ACCOUNT_UPDATE", "TRADE_LITE", "ORDER_TRADE_UPDATE"]);
        seen[0].GetProperty("o").GetProperty("x").GetString().ShouldBe("NEW");
        seen[^1].GetProperty("o").GetProperty("i").GetInt64().ShouldBe(order.GetProperty("orderId").GetInt64());
        seen[^1].GetProperty("o").GetProperty("z").GetString().ShouldBe("0.010");
        seen[1].GetProperty("a").GetProperty("P")[0].GetProperty("pa").GetString().ShouldBe("0.01");
    }

    [Fact]
    public async Task ListenKey_LivesForAnHourUnlessRenewed()
    {
        await using var simulation = await Simulation.StartAsync();
        var client = new SignedClient(simulation);
        var key = await client.ListenKeyAsync();
        (await client.ListenKeyAsync()).ShouldBe(key);
        simulation.Time.Advance(TimeSpan.FromMinutes(59));
        using (var renewed = await client.SendAsync(HttpMethod.Put, "/fapi/v1/listenKey", null))
            renewed.EnsureSuccessStatusCode();
        simulation.Time.Advance(TimeSpan.FromMinutes(59));
        using (var again = await client.SendAsync(HttpMethod.Put, "/fapi/v1/listenKey", null))
            again.EnsureSuccessStatusCode();
        simulation.Time.Advance(TimeSpan.FromMinutes(57));
        await using var stream = await simulation.ConnectAsync("/private/ws?listenKey=" + key);
        await stream.RequestAsync("LIST_SUBSCRIPTIONS");
        simulation.Time.Advance(TimeSpan.FromMinutes(3));
        var end = await stream.NextAsync();
        end.GetProperty("e").GetString().ShouldBe("listenKeyExpired");
        end.GetProperty("listenKey").GetString().ShouldBe(key);
        (await client.RefusedAsync(HttpMethod.Put, "/fapi/v1/listenKey", "")).ShouldBe(-1125);
        (await client.ListenKeyAsync()).ShouldNotBe(key);
    }

    [Fact]
    public async Task UnknownListenKey_StaysSilent()
    {
        await using var simulation = await Simulation.StartAsync();
        var client = new SignedClient(simulation);
        await using var stream = await simulation.ConnectAsync("/private/ws?listenKey=nobodys");
        await client.ListenKeyAsync();
        await client.OrderAsync(Market);
        (await stream.RequestAsync("LIST_SUBSCRIPTIONS")).GetProperty("result")[0].GetString().ShouldBe("nobodys");
    }
}
