using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using OrleansTrading.TestKit;

namespace OrleansTrading.EndToEnd.Tests.Trading;

/// <summary>The README's trade on paper, against the simulator as a process of its own, and through the death of the silo.</summary>
public sealed class PaperTradingTests
{
    private const string Account = "/api/v1/accounts/paper";
    private const string Instrument = "binance:BTCUSDT";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(150);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Position_WithAStop_SurvivesTheSilosDeathAndIsClosedByTheMarketsMove()
    {
        using var data = new TemporaryDirectory();
        await using var simulator = await HostProcess.StartSimulatorAsync(["--symbols", "3", "--seed", "11"], Token);
        var settings = new Dictionary<string, string>
        {
            ["Venues__Binance__SimulatorAddress"] = simulator.Address.ToString(),
            ["Watchlist__Symbols"] = "BTCUSDT",
            ["Logging__LogLevel__Default"] = "Warning",
        };
        JsonElement placed;
        decimal stop;
        await using (var first = await HostProcess.StartSiloAsync(data.Path, settings, Token))
        {
            using var http = ClientOf(first);
            await ReadyAsync(http, first);
            var price = (await http.GetFromJsonAsync<JsonElement>($"/api/v1/instruments/{Instrument}", Token)).GetProperty("lastPrice").GetDecimal();
            stop = Math.Round(price * 0.97m, 1);
            var order = new { instrument = Instrument, side = "buy", notional = 1000, guards = new { stopLoss = stop } };
            placed = await PostAsync(http, $"{Account}/orders", order, HttpStatusCode.Created);
            placed.GetProperty("state").GetString().ShouldBe("Filled", first.Output);
            await first.KillAsync();
        }

        await using var second = await HostProcess.StartSiloAsync(data.Path, settings, Token);
        using var client = ClientOf(second);
        await ReadyAsync(client, second);
        var held = (await client.GetFromJsonAsync<JsonElement>($"{Account}/positions", Token)).EnumerateArray().ShouldHaveSingleItem();
        held.GetProperty("guards").GetProperty("stopLoss").GetDecimal().ShouldBe(stop);
        using (var market = new HttpClient { BaseAddress = simulator.Address })
        using (var moved = await market.PostAsJsonAsync("/admin/price", new { venue = "binance", symbol = "BTCUSDT", percent = -6.0, durationMs = 600_000 }, Token))
            moved.IsSuccessStatusCode.ShouldBeTrue();
        await Eventually.GetAsync(
            () => client.GetFromJsonAsync<JsonElement>($"{Account}/positions", Token), positions => positions.GetArrayLength() == 0, Limit, () => second.Output);

        var orders = (await client.GetFromJsonAsync<JsonElement>($"{Account}/orders", Token)).EnumerateArray().ToList();
        var closes = orders.Where(order => order.GetProperty("purpose").GetString() == "guard" && order.GetProperty("filled").GetDecimal() > 0).ToList();
        closes.Sum(order => order.GetProperty("filled").GetDecimal()).ShouldBe(placed.GetProperty("filled").GetDecimal());
        var fills = (await client.GetFromJsonAsync<JsonElement>($"{Account}/fills?limit=1000", Token)).EnumerateArray().ToList();
        var sales = fills.Where(fill => fill.GetProperty("side").GetString() == "sell").ToList();
        sales.ShouldNotBeEmpty();
        sales.ShouldAllBe(fill => fill.GetProperty("price").GetDecimal() < stop, "what is closed is closed at the market, not at the stop");
        var trigger = (await client.GetFromJsonAsync<JsonElement>($"{Account}/events?limit=1000", Token)).EnumerateArray()
            .Where(stored => stored.GetProperty("event").GetString() == "guard-fired").ShouldHaveSingleItem().GetProperty("trigger");
        (trigger.GetProperty("cause").GetString(), trigger.GetProperty("triggerPrice").GetDecimal()).ShouldBe(("stopLoss", stop));
        var gain = fills.Sum(fill => (fill.GetProperty("side").GetString() == "sell" ? 1 : -1) * fill.GetProperty("price").GetDecimal() * fill.GetProperty("quantity").GetDecimal());
        var account = await client.GetFromJsonAsync<JsonElement>(Account, Token);
        account.GetProperty("realised").GetDecimal().ShouldBe(gain);
        var (funding, fees) = (account.GetProperty("funding").GetDecimal(), fills.Sum(fill => fill.GetProperty("fee").GetDecimal()));
        account.GetProperty("cash").GetDecimal().ShouldBe(10_000 + gain - fees + funding);
    }

    private static HttpClient ClientOf(HostProcess silo) => new() { BaseAddress = silo.Address, Timeout = TimeSpan.FromSeconds(60) };

    private static async Task ReadyAsync(HttpClient http, HostProcess silo)
    {
        await Eventually.GetAsync(
            async () => (await http.GetAsync("/health/ready", Token)).StatusCode, status => status == HttpStatusCode.OK, Limit, () => silo.Output);
        await Eventually.GetAsync(
            () => http.GetFromJsonAsync<JsonElement>(Account, Token), account => account.GetProperty("isReady").GetBoolean(), Limit, () => silo.Output);
    }

    private static async Task<JsonElement> PostAsync(HttpClient http, string path, object body, HttpStatusCode expected)
    {
        using var answer = await http.PostAsJsonAsync(path, body, Token);
        var text = await answer.Content.ReadAsStringAsync(Token);
        answer.StatusCode.ShouldBe(expected, text);
        return JsonSerializer.Deserialize<JsonElement>(text);
    }
}
