using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OrleansTrading.EndToEnd.Tests.Browser;
using OrleansTrading.TestKit;

namespace OrleansTrading.EndToEnd.Tests.Trading;

/// <summary>A trade made on the page, against the real host and the simulator as a process of its own.</summary>
public sealed class TradingPageTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(150);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Order_OfTheTicket_IsHeldAndClosedByItsStopWhenTheMarketFalls()
    {
        using var data = new TemporaryDirectory();
        await using var simulator = await HostProcess.StartSimulatorAsync(["--symbols", "3", "--seed", "11"], Token);
        var settings = new Dictionary<string, string>
        {
            ["Venues__Binance__SimulatorAddress"] = simulator.Address.ToString(),
            ["Watchlist__Symbols"] = "BTCUSDT",
            ["Logging__LogLevel__Default"] = "Warning",
        };
        await using var silo = await HostProcess.StartSiloAsync(data.Path, settings, Token);
        using var http = new HttpClient { BaseAddress = silo.Address, Timeout = TimeSpan.FromSeconds(60) };
        await Eventually.GetAsync(async () => (await http.GetAsync("/health/ready", Token)).StatusCode, status => status == HttpStatusCode.OK, Limit, () => silo.Output);
        await Eventually.GetAsync(() => AccountAsync(http), account => account.GetProperty("isReady").GetBoolean(), Limit, () => silo.Output);

        await using var chromium = await Chromium.StartAsync();
        await using var watched = await chromium.OpenAsync(silo.Address.ToString());
        var page = watched.Page;
        page.SetDefaultTimeout(60_000);
        await watched.GoToAsync("/trading?instrument=binance:BTCUSDT");
        var (mark, quantity, review) = (page.Locator("[data-cell=ticket-mark]"), page.Locator("[data-field=quantity]"), page.Locator("[data-do=review]"));
        await quantity.FillAsync("0.01");
        await Assertions.Expect(mark).ToHaveTextAsync(new Regex("[0-9]"), new() { Timeout = 60_000 });
        var price = decimal.Parse(await mark.InnerTextAsync(), System.Globalization.NumberStyles.Number, System.Globalization.CultureInfo.InvariantCulture);
        // Without a quantity nothing can be sent, so that what can be sent afterwards is what was typed last.
        await quantity.FillAsync("");
        await page.Locator(".protect summary").ClickAsync();
        await Assertions.Expect(review).ToBeDisabledAsync(new() { Timeout = 60_000 });
        await page.Locator("[data-field='guards.stopLoss']").FillAsync(Math.Round(price * 0.98m, 0).ToString(System.Globalization.CultureInfo.InvariantCulture));
        await quantity.FillAsync("0.01");
        await quantity.PressAsync("Tab");
        await Assertions.Expect(review).ToBeEnabledAsync(new() { Timeout = 60_000 });
        await review.ClickAsync();
        await page.Locator("[data-confirm]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-placed]")).ToContainTextAsync("Filled", new() { Timeout = 60_000 });
        var position = page.Locator("tr[data-position='binance:BTCUSDT']");
        await Assertions.Expect(position).ToContainTextAsync("0.01", new() { Timeout = 60_000 });
        await Assertions.Expect(position.Locator("[data-guard=stop]")).ToBeVisibleAsync();
        await Assertions.Expect(position.Locator(".watched.good")).ToBeVisibleAsync(new() { Timeout = 60_000 });

        using var market = new HttpClient { BaseAddress = simulator.Address };
        using var moved = await market.PostAsJsonAsync("/admin/price", new { venue = "binance", symbol = "BTCUSDT", percent = -5.0, durationMs = 120_000 }, Token);
        moved.IsSuccessStatusCode.ShouldBeTrue();
        await Assertions.Expect(position).ToHaveCountAsync(0, new() { Timeout = 90_000 });
        await Assertions.Expect(page.Locator("[data-figure=realised]")).ToHaveTextAsync(new Regex("^-"), new() { Timeout = 60_000 });
        await page.Locator("[data-list=events]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-event=GuardFired]")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        (await AccountAsync(http)).GetProperty("realised").GetDecimal().ShouldBeLessThan(0);
        watched.Errors.ShouldBeEmpty();
    }

    private static Task<JsonElement> AccountAsync(HttpClient http) => http.GetFromJsonAsync<JsonElement>("/api/v1/accounts/paper", Token);
}
