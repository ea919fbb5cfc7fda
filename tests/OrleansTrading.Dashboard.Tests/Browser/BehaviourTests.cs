using System.Net;
using Microsoft.Playwright;

namespace OrleansTrading.Dashboard.Tests.Browser;

public sealed class BehaviourTests(PagesFixture fixture)
{
    [Fact]
    public async Task Theme_Toggled_ChangesAtOnceAndIsRememberedOnTheFirstDrawing()
    {
        await using var page = await fixture.Chromium.OpenAsync(fixture.Address, ColorScheme.Dark);
        await page.GoToAsync("/");
        var html = page.Page.Locator("html");
        await Assertions.Expect(html).ToHaveAttributeAsync("data-theme", "system");
        var dark = await BackgroundAsync(page.Page);
        await page.Page.GetByLabel("Switch between light and dark").ClickAsync();
        await Assertions.Expect(html).ToHaveAttributeAsync("data-theme", "light");
        (await BackgroundAsync(page.Page)).ShouldNotBe(dark);
        var response = await page.Page.GotoAsync("/");
        (await response!.TextAsync()).ShouldContain("data-theme=\"light\"");
    }

    [Fact]
    public async Task StaleInstrument_IsGreyedOutWithItsAgeAndStatesInWords()
    {
        await using var page = await fixture.Chromium.OpenAsync(fixture.Address);
        await page.GoToAsync("/");
        var row = page.Page.Locator("tr[data-instrument='binance:STALEUSDT']");
        await Assertions.Expect(row).ToHaveClassAsync("stale");
        await Assertions.Expect(row.Locator(".fresh")).ToContainTextAsync("Stale 3 m 07 s");
        await Assertions.Expect(row.GetByLabel("Trades: Reconnecting")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Column_Clicked_OrdersTheRowsByIt()
    {
        await using var page = await fixture.Chromium.OpenAsync(fixture.Address);
        await page.GoToAsync("/");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Instrument" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator("tbody tr").First).ToHaveAttributeAsync("data-instrument", "binance:1000PEPEUSDT");
        await Assertions.Expect(page.Page.Locator("th[aria-sort=ascending]")).ToHaveTextAsync("Instrument▲");
    }

    [Fact]
    public async Task Interval_Chosen_RedrawsTheCandlesAndIsInTheAddress()
    {
        await using var page = await fixture.Chromium.OpenAsync(fixture.Address);
        await page.GoToAsync("/instruments/binance%3AETHUSDT");
        var chart = page.Page.Locator("[data-chart]");
        await Assertions.Expect(chart).ToHaveAttributeAsync("data-interval", "60000");
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "1h", Exact = true }).ClickAsync();
        await Assertions.Expect(chart).ToHaveAttributeAsync("data-interval", "3600000");
        page.Page.Url.ShouldEndWith("/instruments/binance:ETHUSDT?interval=1h");
        page.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Pointer_OverACandle_ReadsItOut()
    {
        await using var page = await fixture.Chromium.OpenAsync(fixture.Address);
        await page.GoToAsync("/instruments/binance:ETHUSDT");
        await page.Page.Locator(".prices .canvas").HoverAsync(new() { Position = new() { X = 300, Y = 200 } });
        await Assertions.Expect(page.Page.Locator("[data-pointed]")).ToContainTextAsync("O ");
        await Assertions.Expect(page.Page.Locator(".cross")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task EmptyMarket_SaysThatItIsWarmingUp_AndFillsByItself()
    {
        await using var host = await PagesHost.StartAsync();
        await using var page = await fixture.Chromium.OpenAsync(host.Address);
        await page.GoToAsync("/");
        await Assertions.Expect(page.Page.GetByText("The market is warming up")).ToBeVisibleAsync();
        await page.ScreenshotAsync(PagesFixture.Screenshots, "empty-dark-1440");
        host.Market.Add("binance:BTCUSDT", 67_000);
        await Assertions.Expect(page.Page.Locator("tbody tr")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task FailingInstrument_IsToldOnItsPage_TheLastCandlesStay()
    {
        await using var host = await PagesHost.StartAsync();
        var symbol = host.Market.Add("binance:BTCUSDT", 67_000);
        await using var page = await fixture.Chromium.OpenAsync(host.Address);
        await page.GoToAsync("/instruments/binance:BTCUSDT");
        await Assertions.Expect(page.Page.Locator("[data-chart]")).ToBeVisibleAsync();
        host.Market.Failing[symbol.Id] = true;
        await Assertions.Expect(page.Page.GetByText("BTCUSDT does not answer.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.Locator(".headline .freshness")).ToHaveAttributeAsync("data-freshness", "Stale");
        await Assertions.Expect(page.Page.Locator("[data-chart].stale")).ToBeVisibleAsync();
        await page.ScreenshotAsync(PagesFixture.Screenshots, "failing-dark-1440");
    }

    [Fact]
    public async Task LostHost_IsToldOnThePage_AndThePageComesBackWithIt()
    {
        await using var host = await PagesHost.StartAsync(PagesFixture.Fill);
        await using var page = await fixture.Chromium.OpenAsync(host.Address);
        await page.GoToAsync("/");
        var port = new Uri(host.Address).Port;
        await host.DisposeAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Heading, new() { Name = "Connection lost" })).ToBeVisibleAsync();
        await page.ScreenshotAsync(PagesFixture.Screenshots, "lost-dark-1440");
        await using var successor = await PagesHost.StartAsync(PagesFixture.Fill, port);
        await Assertions.Expect(page.Page.Locator("#components-reconnect-modal")).ToBeHiddenAsync(new() { Timeout = 30_000 });
        await Assertions.Expect(page.Page.Locator("tbody tr")).ToHaveCountAsync(17);
    }

    [Theory]
    [InlineData("/nowhere", HttpStatusCode.NotFound, "There is no such page")]
    [InlineData("/instruments/binance:NONEUSDT", HttpStatusCode.NotFound, "No such instrument")]
    [InlineData("/instruments/nonsense", HttpStatusCode.NotFound, "No such instrument")]
    [InlineData("/instruments/binance:BTCUSDT", HttpStatusCode.OK, "BTCUSDT")]
    [InlineData("/instruments/binance%3ABTCUSDT", HttpStatusCode.OK, "BTCUSDT")]
    [InlineData("/", HttpStatusCode.OK, "1000PEPEUSDT")]
    public async Task FirstAnswer_WithoutAnyScript_HasItsStatusAndContent(string address, HttpStatusCode status, string content)
    {
        using var client = new HttpClient { BaseAddress = new Uri(fixture.Address) };
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        using var response = await client.GetAsync(new Uri(address, UriKind.Relative));
        response.StatusCode.ShouldBe(status);
        (await response.Content.ReadAsStringAsync()).ShouldContain(content);
    }

    private static Task<string> BackgroundAsync(IPage page) => page.EvaluateAsync<string>("getComputedStyle(document.documentElement).backgroundColor");
}
