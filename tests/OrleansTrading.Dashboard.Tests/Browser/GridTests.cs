using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using OrleansTrading.Dashboard.Instruments.Grid;

namespace OrleansTrading.Dashboard.Tests.Browser;

/// <summary>The list of instruments.</summary>
public sealed class GridTests(PagesFixture fixture)
{
    private const string Rows = "tr[data-instrument]";

    [Fact]
    public async Task Search_BySlash_NarrowsTheRowsAndIsInTheAddress()
    {
        await using var page = await fixture.Chromium.OpenAsync(fixture.Address);
        await page.GoToAsync("/instruments");
        await Assertions.Expect(page.Page.Locator(Rows)).ToHaveCountAsync(17);
        // A page that has just opened looks to its heading; keys are for what comes after.
        await Assertions.Expect(page.Page.Locator("h1")).ToBeFocusedAsync();
        await page.Page.Keyboard.PressAsync("/");
        await page.Page.Keyboard.TypeAsync("1000");
        await Assertions.Expect(page.Page.Locator(Rows)).ToHaveCountAsync(2);
        await Assertions.Expect(page.Page.Locator("[data-shown]")).ToHaveTextAsync("2 of 17");
        await Assertions.Expect(page.Page).ToHaveURLAsync(fixture.Address + "/instruments?q=1000");
        await Assertions.Expect(page.Page.Locator("#grid-search")).ToBeFocusedAsync();
        page.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task ReadingsThatDoNotCome_AreToldAboveThoseLastKnown()
    {
        FakeGrid? grid = null;
        await using var host = await PagesHost.StartAsync(
            market =>
            {
                PagesFixture.Fill(market);
                grid = new FakeGrid(market);
            },
            addServices: services => services.AddSingleton<IGridReader>(grid!));
        await using var page = await fixture.Chromium.OpenAsync(host.Address);
        await page.GoToAsync("/instruments?regime=Ranging");
        await Assertions.Expect(page.Page.Locator(Rows)).ToHaveCountAsync(4, new() { Timeout = 15_000 });
        grid!.Fails = true;
        await Assertions.Expect(page.Page.GetByText("Readings or watchlists do not answer.")).ToBeVisibleAsync(new() { Timeout = 15_000 });
        await Assertions.Expect(page.Page.Locator(Rows)).ToHaveCountAsync(4);
    }

    [Theory]
    [InlineData("?data=Stale", 1)]
    [InlineData("?regime=Ranging", 4)]
    [InlineData("?list=overlay", 5)]
    [InlineData("?venue=binance&q=usdt", 17)]
    [InlineData("?regime=nonsense&sort=nonsense", 17)]
    public async Task Address_WithFilters_ShowsThemAndWhatTheyLeave(string query, int rows)
    {
        await using var page = await fixture.Chromium.OpenAsync(fixture.Address);
        await page.GoToAsync("/instruments" + query);
        await Assertions.Expect(page.Page.Locator(Rows)).ToHaveCountAsync(rows, new() { Timeout = 15_000 });
        page.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Filter_Chosen_IsInTheAddress_AndTakenBackByShowAll()
    {
        await using var page = await fixture.Chromium.OpenAsync(fixture.Address);
        await page.GoToAsync("/instruments");
        await page.Page.GetByLabel("Regime", new() { Exact = true }).SelectOptionAsync("Trending up");
        await Assertions.Expect(page.Page.Locator(Rows)).ToHaveCountAsync(5, new() { Timeout = 15_000 });
        await Assertions.Expect(page.Page).ToHaveURLAsync(Ending("/instruments?regime=TrendingUp"));
        await page.Page.GetByLabel("Search", new() { Exact = true }).FillAsync("NOTHING");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Show all" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator(Rows)).ToHaveCountAsync(17);
        await Assertions.Expect(page.Page).ToHaveURLAsync(Ending("/instruments"));
    }

    [Fact]
    public async Task Head_Clicked_OrdersTheRows_AndTheAddressTellsHow()
    {
        await using var page = await fixture.Chromium.OpenAsync(fixture.Address);
        await page.GoToAsync("/instruments");
        await page.Page.Locator("[data-sort=last]").ClickAsync();
        await Assertions.Expect(page.Page.Locator(Rows).First).ToHaveAttributeAsync("data-instrument", "binance:BTCUSDT");
        await Assertions.Expect(page.Page).ToHaveURLAsync(Ending("?sort=-last"));
        await page.Page.Locator("[data-sort=last]").ClickAsync();
        await Assertions.Expect(page.Page.Locator(Rows).First).ToHaveAttributeAsync("data-instrument", "binance:1000PEPEUSDT");
        await Assertions.Expect(page.Page.Locator("th[aria-sort=ascending]")).ToHaveTextAsync("Last▲");
    }

    [Fact]
    public async Task Columns_Chosen_AreRemembered()
    {
        await using var page = await fixture.Chromium.OpenAsync(fixture.Address);
        await page.GoToAsync("/instruments");
        await page.Page.GetByText("Columns", new() { Exact = true }).First.ClickAsync();
        await page.Page.GetByLabel("Funding", new() { Exact = true }).UncheckAsync();
        await page.Page.GetByLabel("Open interest", new() { Exact = true }).CheckAsync();
        await Assertions.Expect(page.Page.Locator("thead th.interest")).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.Locator("thead th.funding")).ToHaveCountAsync(0);
        var response = await page.Page.GotoAsync("/instruments");
        var first = await response!.TextAsync();
        first.ShouldContain("Open interest");
        first.ShouldNotContain("number funding");
    }

    [Fact]
    public async Task Columns_ChosenWhileTheRememberedAreRead_AreKept()
    {
        await using var page = await fixture.Chromium.OpenAsync(fixture.Address);
        var gate = new TaskCompletionSource();
        await page.Page.RouteAsync("**/instruments.js", async route =>
        {
            await gate.Task;
            await route.ContinueAsync();
        });
        await page.GoToAsync("/instruments");
        await page.Page.GetByText("Columns", new() { Exact = true }).First.ClickAsync();
        await page.Page.GetByLabel("Funding", new() { Exact = true }).UncheckAsync();
        await Assertions.Expect(page.Page.Locator("thead th.funding")).ToHaveCountAsync(0);
        (await page.Page.EvaluateAsync<string>("document.cookie")).ShouldNotContain("columns=");
        gate.SetResult();
        // The browser has it in the cookie only after the script is there, and so after what was remembered was read.
        await page.Page.WaitForFunctionAsync("() => document.cookie.includes('columns=')");
        await page.Page.GetByLabel("Open interest", new() { Exact = true }).CheckAsync();
        await Assertions.Expect(page.Page.Locator("thead th.interest")).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.Locator("thead th.funding")).ToHaveCountAsync(0);
        page.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Export_OfFilteredRows_HasThoseRowsOnly()
    {
        await using var page = await fixture.Chromium.OpenAsync(fixture.Address);
        await page.GoToAsync("/instruments?q=1000&sort=name");
        await Assertions.Expect(page.Page.Locator(Rows)).ToHaveCountAsync(2);
        var download = await page.Page.RunAndWaitForDownloadAsync(() => page.Page.Locator("[data-export]").ClickAsync());
        var lines = (await File.ReadAllTextAsync(await download.PathAsync())).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines[0].ShouldStartWith("instrument,venue,symbol,lastPrice,");
        lines.Skip(1).Select(line => line.Split(',')[0]).ShouldBe(["binance:1000PEPEUSDT", "binance:1000SHIBUSDT"]);
    }

    [Fact]
    public async Task ManyInstruments_AreDrawnAsFarAsTheyAreSeen_AndScrolledTo()
    {
        await using var host = await PagesHost.StartAsync(market =>
        {
            for (var i = 0; i < 3000; i++)
                market.Add($"binance:X{i:0000}USDT", 10 + i);
        });
        await using var page = await fixture.Chromium.OpenAsync(host.Address);
        await page.GoToAsync("/instruments");
        await Assertions.Expect(page.Page.Locator("[data-shown]")).ToHaveTextAsync("3,000 followed");
        await Assertions.Expect(page.Page.Locator("tr[data-instrument='binance:X0000USDT']")).ToBeVisibleAsync();
        (await page.Page.Locator(Rows).CountAsync()).ShouldBeLessThan(60);
        await page.Page.Locator(".scroller").EvaluateAsync("scroller => scroller.scrollTop = scroller.scrollHeight");
        await Assertions.Expect(page.Page.Locator("tr[data-instrument='binance:X2999USDT']")).ToBeVisibleAsync();
        (await page.Page.Locator(Rows).CountAsync()).ShouldBeLessThan(60);
        page.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Chinese_IsSpokenThroughout()
    {
        await using var page = await fixture.Chromium.OpenAsync(fixture.Address);
        await page.Page.Context.AddCookiesAsync([new() { Name = "language", Value = "zh", Url = fixture.Address }]);
        await page.GoToAsync("/instruments");
        await Assertions.Expect(page.Page.Locator("h1")).ToHaveTextAsync("合约");
        await Assertions.Expect(page.Page.GetByText("上升趋势").Last).ToBeVisibleAsync(new() { Timeout = 15_000 });
        await page.ScreenshotAsync(PagesFixture.Screenshots, "instruments-zh-dark-1440");
    }

    private static Regex Ending(string address) => new(Regex.Escape(address) + "$");
}
