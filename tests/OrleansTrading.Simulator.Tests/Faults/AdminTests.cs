using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using OrleansTrading.Simulator.Tests.Support;

namespace OrleansTrading.Simulator.Tests.Faults;

public class AdminTests
{
    [Theory]
    [InlineData("{\"fault\":\"explode\"}", "fault", "drop, refuse, freeze")]
    [InlineData("{\"fault\":\"freeze\",\"symbol\":\"NOPE\"}", "symbol", "exchangeInfo")]
    [InlineData("{\"fault\":\"freeze\",\"stream\":\"nope\"}", "stream", "aggTrade")]
    [InlineData("{\"fault\":\"freeze\",\"path\":\"side\"}", "path", "public, market, private, v2, v5public, v5business, v5private")]
    [InlineData("{\"fault\":\"http\",\"status\":500}", "status", "429, 418 or 503")]
    [InlineData("{\"fault\":\"delay\"}", "delayMs", "1 to 600000")]
    [InlineData("{\"fault\":\"gap\",\"count\":0}", "count", "at least 1")]
    [InlineData("{\"fault\":\"gap\",\"colour\":1}", "colour", "colour")]
    public async Task Post_OfAFaultThatIsWrong_NamesTheFieldAndWhatIsAllowed(string body, string field, string expected)
    {
        await using var simulation = await Simulation.StartAsync();
        using var response = await simulation.Http.PostAsync(new Uri("/admin/faults", UriKind.Relative), new StringContent(body));
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        problem.GetProperty("errors").GetProperty(field)[0].GetString()!.ShouldContain(expected);
        simulation.Host.Faults.Active.ShouldBeEmpty();
    }

    [Fact]
    public async Task Post_ThenDelete_PutsAFaultInForceAndEndsIt()
    {
        await using var simulation = await Simulation.StartAsync();
        using var response = await simulation.Http.PostAsJsonAsync(new Uri("/admin/faults", UriKind.Relative), new { fault = "freeze", stream = "kline_1m", durationMs = 60_000 });
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var state = await simulation.JsonAsync("/admin/state");
        state.GetProperty("faults")[0].GetProperty("request").GetProperty("fault").GetString().ShouldBe("freeze");
        using var deleted = await simulation.Http.DeleteAsync(new Uri("/admin/faults", UriKind.Relative));
        deleted.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await simulation.JsonAsync("/admin/faults")).GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task State_TellsConnectionsSubscriptionsAndFramesSent()
    {
        await using var simulation = await Simulation.StartAsync();
        await using var client = await simulation.ConnectAsync("/market/stream");
        await client.SubscribeAsync("btcusdt@markPrice@1s");
        simulation.Advance(3);
        await client.NextAsync();
        var state = await simulation.JsonAsync("/admin/state");
        state.GetProperty("connections")[0].GetProperty("path").GetString().ShouldBe("market");
        state.GetProperty("subscriptions").GetProperty("btcusdt@markPrice@1s").GetInt32().ShouldBe(1);
        state.GetProperty("sent").GetProperty("MarkPrice").GetInt64().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task TruthKlines_AreWhatTheVenueServes()
    {
        await using var simulation = await Simulation.StartAsync();
        var from = Simulation.Start.AddHours(-3).ToUnixTimeMilliseconds();
        (await simulation.GetAsync($"/admin/truth/klines?symbol=BTCUSDT&interval=5m&from={from}"))
            .ShouldBe(await simulation.GetAsync($"/fapi/v1/klines?symbol=BTCUSDT&interval=5m&startTime={from}"));
    }
}
