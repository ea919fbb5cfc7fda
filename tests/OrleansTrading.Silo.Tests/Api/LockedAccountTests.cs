using System.Net.Http.Json;
using System.Text.Json;
using OrleansTrading.Silo.Hosting;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Api;

/// <summary>Accounts that must not trade: without limits, off, halted, killed.</summary>
public sealed class LockedAccountTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Order_OfAnAccountWithoutLimitsOrLocked_IsRefusedWithAProblem_NothingIsSentAndNothingReserved()
    {
        using var data = new TemporaryDirectory();
        var line = CommandLine.Parse(
        [
            "--urls", "http://127.0.0.1:0", "--data", data.Path, "--Watchlist:Symbols", "BTCUSDT", "--Logging:LogLevel:Default", "Error",
            "--Trading:Accounts:bare:Venue", "paper", "--Trading:Accounts:locked:Venue", "paper",
        ]);
        await using var host = await SiloHost.StartAsync(line, Token);
        using var http = new HttpClient { BaseAddress = new Uri(host.App.Urls.Single()) };
        foreach (var account in new[] { "bare", "locked" })
            await Eventually.GetAsync(() => GetAsync(http, account), view => view.GetProperty("isReady").GetBoolean(), Limit);

        var none = (await GetAsync(http, "bare/limits")).EnumerateArray().ToDictionary(limit => limit.GetProperty("rule").GetString()!, _ => (decimal?)null);
        (await http.PatchAsJsonAsync("/api/v1/accounts/bare/limits", none, Token)).EnsureSuccessStatusCode();
        await RefusedAsync(http, "bare", "no-limits", "no limits");
        (await http.PatchAsJsonAsync("/api/v1/accounts/bare/limits", new { ordersPerMinute = 5, dailyLoss = 100 }, Token)).EnsureSuccessStatusCode();
        await RefusedAsync(http, "bare", "no-limits", "bound no size");
        foreach (var (word, code) in new[] { ("off", "trading-off"), ("halt", "halted"), ("kill", "killed") })
        {
            (await http.PostAsJsonAsync($"/api/v1/accounts/locked/{word}", new { reason = "a test" }, Token)).EnsureSuccessStatusCode();
            await RefusedAsync(http, "locked", code, "");
        }

        (await http.PostAsJsonAsync("/api/v1/accounts/locked/on", new { }, Token)).EnsureSuccessStatusCode();
        using var killed = await http.PostAsJsonAsync("/api/v1/accounts/kill", new { reason = "all of them" }, Token);
        var stops = await killed.Content.ReadFromJsonAsync<JsonElement>(Token);
        ((int)killed.StatusCode).ShouldBe(200, $"{stops}");
        stops.EnumerateArray().Select(stop => (stop.GetProperty("id").GetString(), stop.GetProperty("isStopped").GetBoolean(), stop.GetProperty("reason").ValueKind))
            .ShouldBe([("bare", true, JsonValueKind.Null), ("locked", true, JsonValueKind.Null), ("paper", true, JsonValueKind.Null)]);
        await RefusedAsync(http, "locked", "killed", "all of them");
        (await GetAsync(http, "bare")).GetProperty("switch").GetString().ShouldBe("killed");
        var audited = (await http.GetFromJsonAsync<JsonElement>("/api/v1/audit?action=account.kill-all", Token)).GetProperty("entries").EnumerateArray().ToList();
        audited.ShouldContain(entry => entry.GetProperty("after").GetString() == "bare: killed, locked: killed, paper: killed");
        using var odd = await http.PostAsJsonAsync("/api/v1/accounts/kill", new { odd = 1 }, Token);
        ((int)odd.StatusCode).ShouldBe(400);
    }

    private static async Task RefusedAsync(HttpClient http, string account, string code, string reason)
    {
        using var answer = await http.PostAsJsonAsync($"/api/v1/accounts/{account}/orders", new { instrument = "binance:BTCUSDT", side = "buy", notional = 1000 }, Token);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
        ((int)answer.StatusCode, problem.GetProperty("code").GetString()).ShouldBe((422, code), $"{problem}");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        problem.GetProperty("detail").GetString()!.ShouldContain(reason);

        var view = await GetAsync(http, account);
        (view.GetProperty("reserved").GetDecimal(), view.GetProperty("openOrders").GetInt32(), view.GetProperty("free").GetDecimal()).ShouldBe((0m, 0, 10_000m));
        (await GetAsync(http, $"{account}/orders")).GetArrayLength().ShouldBe(0);
        var events = (await GetAsync(http, $"{account}/events")).EnumerateArray().ToList();
        events.ShouldNotContain(stored => stored.GetProperty("event").GetString() == "intended" || stored.GetProperty("event").GetString() == "sent");
        var refused = events.First(stored => stored.GetProperty("event").GetString() == "refused");
        (refused.GetProperty("refused").GetProperty("code").GetString(), refused.GetProperty("refused").GetProperty("side").GetString()).ShouldBe((code, "buy"));
    }

    private static Task<JsonElement> GetAsync(HttpClient http, string path) => http.GetFromJsonAsync<JsonElement>($"/api/v1/accounts/{path}", Token);
}
