using System.Net;
using System.Text.Json;
using OrleansTrading.Simulator.Tests.Support;

namespace OrleansTrading.Simulator.Tests.BinanceTrading;

public class SignatureTests
{
    private const string Order = "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.010&newClientOrderId=a%2Fb&newOrderRespType=RESULT&recvWindow=5000";

    [Theory]
    [InlineData("query")]
    [InlineData("body")]
    [InlineData("both")]
    public async Task Request_SignedOverWhatWasSent_IsTaken(string place)
    {
        await using var simulation = await Simulation.StartAsync();
        var client = new SignedClient(simulation);
        var text = $"{Order}&timestamp={client.Timestamp}";
        var cut = text.IndexOf("&type", StringComparison.Ordinal);
        var (query, body) = place switch
        {
            "query" => (text + "&signature=" + client.Sign(text), (string?)null),
            "body" => ("", text + "&signature=" + client.Sign(text)),
            // The venue puts nothing between the two when it checks.
            _ => (text[..cut], text[(cut + 1)..] + "&signature=" + client.Sign(text[..cut] + text[(cut + 1)..])),
        };
        using var response = await client.SendAsync(HttpMethod.Post, "/fapi/v1/order" + (query.Length > 0 ? "?" + query : ""), body);
        var answer = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, answer);
        JsonDocument.Parse(answer).RootElement.GetProperty("clientOrderId").GetString().ShouldBe("a/b");
    }

    [Fact]
    public async Task Request_ChangedAfterSigning_IsRefused()
    {
        await using var simulation = await Simulation.StartAsync();
        var client = new SignedClient(simulation);
        var text = $"timestamp={client.Timestamp}";
        (await CodeAsync(client, $"/fapi/v2/balance?recvWindow=1&{text}&signature={client.Sign(text)}")).ShouldBe((HttpStatusCode.BadRequest, -1022));
        (await CodeAsync(client, $"/fapi/v2/balance?{text}")).ShouldBe((HttpStatusCode.BadRequest, -1102));
    }

    [Theory]
    [InlineData("simulatorKey", "another", -1022)]
    [InlineData("nobody", "simulatorSecret", -2015)]
    [InlineData("not-a-key", "simulatorSecret", -2014)]
    public async Task Request_OfSomebodyElse_IsRefused(string key, string secret, int code)
    {
        await using var simulation = await Simulation.StartAsync();
        var client = new SignedClient(simulation) { Key = key, Secret = secret };
        (await client.RefusedAsync(HttpMethod.Get, "/fapi/v2/balance", "")).ShouldBe(code);
    }

    [Theory]
    [InlineData(-5_000, 0)]
    [InlineData(-5_001, -1021)]
    [InlineData(999, 0)]
    [InlineData(1_000, -1021)]
    public async Task Timestamp_IsJudgedByTheVenuesClock(int offset, int code)
    {
        await using var simulation = await Simulation.StartAsync(options => options.Start = new DateTimeOffset(2025, 1, 2, 3, 4, 5, TimeSpan.Zero));
        var client = new SignedClient(simulation);
        var text = $"timestamp={client.Timestamp + offset}";
        (await CodeAsync(client, $"/fapi/v2/balance?{text}&signature={client.Sign(text)}")).Code.ShouldBe(code);
    }

    private static async Task<(HttpStatusCode Status, int Code)> CodeAsync(SignedClient client, string address)
    {
        using var response = await client.SendAsync(HttpMethod.Get, address, null);
        var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        return (response.StatusCode, answer.ValueKind == JsonValueKind.Array ? 0 : answer.GetProperty("code").GetInt32());
    }
}
