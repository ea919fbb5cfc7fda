using System.Net.Http.Json;
using System.Text.Json;
using OrleansTrading.Silo.Hosting;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Api;

public sealed class HarmedAccountTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Account_WhoseFilesAreHarmed_IsNamedWithTheReasonAndHidesNoOther()
    {
        using var data = new TemporaryDirectory();
        var folder = Directory.CreateDirectory(Path.Combine(data.Path, "market", "accounts", "harmed")).FullName;
        // An older file that is no file of events, and a newer one behind it: nothing that an interrupted append could have left.
        await File.WriteAllTextAsync(Path.Combine(folder, "000000000001.events"), new string('x', 500), Token);
        await File.WriteAllTextAsync(Path.Combine(folder, "000000000009.events"), "", Token);
        var line = CommandLine.Parse(["--urls", "http://127.0.0.1:0", "--data", data.Path, "--Watchlist:Symbols", "BTCUSDT", "--Logging:LogLevel:Default", "None"]);
        await using var host = await SiloHost.StartAsync(line, Token);
        using var http = new HttpClient { BaseAddress = new Uri(host.App.Urls.Single()) };

        var accounts = await Eventually.GetAsync(
            () => http.GetFromJsonAsync<JsonElement>("/api/v1/accounts", Token),
            listed => listed.EnumerateArray().Any(account => account.TryGetProperty("isReady", out var ready) && ready.GetBoolean()), Limit);
        accounts.EnumerateArray().Select(account => account.GetProperty("id").GetString()).ShouldBe(["harmed", "paper"]);
        accounts[0].GetProperty("reason").GetString()!.ShouldContain("000000000001.events");
        accounts[0].TryGetProperty("cash", out _).ShouldBeFalse("nothing is known of it, and 0 would be a figure");
        accounts[1].GetProperty("cash").GetDecimal().ShouldBe(10_000m);
        accounts[1].TryGetProperty("reason", out _).ShouldBeFalse();

        using var alone = await http.GetAsync("/api/v1/accounts/harmed", Token);
        var problem = await alone.Content.ReadFromJsonAsync<JsonElement>(Token);
        ((int)alone.StatusCode, problem.GetProperty("code").GetString()).ShouldBe((503, "unreadable"), $"{problem}");
        using var order = await http.PostAsJsonAsync("/api/v1/accounts/harmed/orders", new { instrument = "binance:BTCUSDT", side = "buy", quantity = 1 }, Token);
        ((int)order.StatusCode).ShouldBe(503);
        var unread = (await http.GetFromJsonAsync<JsonElement>("/api/v1/exposure", Token)).GetProperty("unread");
        unread.EnumerateArray().Select(account => account.GetProperty("account").GetString()).ShouldBe(["harmed"]);

        using var killed = await http.PostAsJsonAsync("/api/v1/accounts/kill", new { reason = "a drill" }, Token);
        var answer = await killed.Content.ReadFromJsonAsync<JsonElement>(Token);
        ((int)killed.StatusCode, answer.GetProperty("code").GetString()).ShouldBe((503, "not-confirmed"), $"{answer}");
        answer.GetProperty("detail").GetString()!.ShouldStartWith("harmed did not confirm it");
        answer.GetProperty("accounts").EnumerateArray().Select(stop => (stop.GetProperty("id").GetString(), stop.GetProperty("isStopped").GetBoolean()))
            .ShouldBe([("harmed", false), ("paper", true)]);
        var paper = await http.GetFromJsonAsync<JsonElement>("/api/v1/accounts/paper", Token);
        (paper.GetProperty("switch").GetString(), paper.GetProperty("switchReason").GetString()).ShouldBe(("killed", "a drill"));
        var audited = (await http.GetFromJsonAsync<JsonElement>("/api/v1/audit?action=account.kill-all", Token)).GetProperty("entries")[0];
        (audited.GetProperty("outcome").GetString(), audited.GetProperty("after").GetString()).ShouldBe(("failed", "harmed: not confirmed, paper: killed"));
    }
}
