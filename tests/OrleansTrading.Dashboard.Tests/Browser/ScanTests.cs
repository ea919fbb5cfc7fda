using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using OrleansTrading.Contracts.Scanning;
using OrleansTrading.Dashboard.Scan;
using OrleansTrading.Domain.Access;
using OrleansTrading.EndToEnd.Tests.Browser;

namespace OrleansTrading.Dashboard.Tests.Browser;

/// <summary>The scan of the market as it is now.</summary>
public sealed class ScanTests(PagesFixture fixture)
{
    [Fact]
    public async Task Ranking_FollowsSliderIntervalsAndSearch_AndTheAddressKeepsThem()
    {
        await using var host = await StartAsync(new FakeScan());
        await using var page = await OpenAsync(host, "/scan");
        // A page that has just opened looks to its heading; keys are for what comes after.
        await Assertions.Expect(page.Page.Locator("h1")).ToBeFocusedAsync();
        var rows = page.Page.Locator("tr[data-reading]");
        await Assertions.Expect(rows).ToHaveCountAsync(24);
        await page.Page.Locator("#scan-score").FillAsync("60");
        await Assertions.Expect(page.Page).ToHaveURLAsync(new Regex(@"/scan\?score=60$"));
        foreach (var score in await page.Page.Locator("tr[data-reading] td.score").AllInnerTextsAsync())
            Math.Abs(double.Parse(score)).ShouldBeGreaterThanOrEqualTo(60);

        await page.Page.Locator("#scan-score").FillAsync("0");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "4h", Exact = true }).ClickAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(16);
        await page.Page.Keyboard.PressAsync("/");
        await page.Page.Keyboard.TypeAsync("pepe");
        await Assertions.Expect(rows).ToHaveCountAsync(2);
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Page).ToHaveURLAsync(new Regex(@"/scan\?intervals=5m%2C1h&search=pepe$"));
        await Assertions.Expect(page.Page.Locator("#scan-search")).ToHaveValueAsync("pepe");

        await page.GoToAsync("/scan?intervals=1h&score=10&list=elite&candles=running");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "1h", Exact = true })).ToHaveAttributeAsync("aria-pressed", "true");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "5m", Exact = true })).ToHaveAttributeAsync("aria-pressed", "false");
        await Assertions.Expect(page.Page.Locator("#scan-list")).ToHaveValueAsync("elite");
        await Assertions.Expect(page.Page.Locator("#scan-score")).ToHaveValueAsync("10");
        await Assertions.Expect(page.Page.Locator("tr[data-reading] .phase").First).ToHaveTextAsync("running");
        page.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Row_OpenedByKeyboard_ShowsWhatItsScoreIsMadeOf()
    {
        await using var host = await StartAsync(new FakeScan());
        await using var page = await OpenAsync(host, "/scan?search=BTC&intervals=1h");
        var button = page.Page.Locator("tr[data-reading] button");
        await button.FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(button).ToHaveAttributeAsync("aria-expanded", "true");
        var detail = page.Page.Locator($"#{(await button.GetAttributeAsync("aria-controls"))!}");
        await Assertions.Expect(detail.Locator("[data-factor]")).ToHaveCountAsync(8);
        await Assertions.Expect(detail.Locator("[data-factor='Relative strength']")).ToContainTextAsync("no data, takes no part");
        await Assertions.Expect(detail.Locator("[data-factor='Order flow']")).ToContainTextAsync("from streams");
        await Assertions.Expect(detail.Locator("[data-factor='Funding']")).ToContainTextAsync("44.5");
        await page.ScreenshotAsync(PagesFixture.Screenshots, "scan-factors-dark-1440");
        page.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task LeftOut_IsListedWithTheReason()
    {
        await using var host = await StartAsync(new FakeScan());
        await using var page = await OpenAsync(host, "/scan");
        await page.Page.GetByText("Left out: 2").ClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-left-out] tbody tr")).ToHaveTextAsync(
            ["binance:STALEUSDTAlldata is stale: the newest is 187 s old", "kraken:XBTUSD4hhas 41 closed candles without a gap; expected 60"]);
    }

    [Fact]
    public async Task Comparison_IsAskedAboutDoneOnceAndShowsTheDifferences()
    {
        var scan = new FakeScan { RestDiffersBy = -7.5, RestWaits = new TaskCompletionSource() };
        await using var host = await StartAsync(scan);
        await using var page = await OpenAsync(host, "/scan?intervals=1h");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Compare with REST…" }).ClickAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("About 20 requests go to the venues, for 10 instruments.");
        await page.ScreenshotAsync(PagesFixture.Screenshots, "scan-confirm-dark-1440");
        await page.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        host.Actions.Done.ShouldBeEmpty("it was not wanted");

        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Compare with REST…" }).ClickAsync();
        await page.Page.Locator("[data-confirm]").ClickAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "Asking the venues…" })).ToBeDisabledAsync();
        scan.RestWaits.SetResult();
        var panel = page.Page.Locator("[data-comparison]");
        await Assertions.Expect(panel.Locator("[data-figure=same]")).ToHaveTextAsync("7");
        await Assertions.Expect(panel.Locator("[data-compared]").First).ToHaveAttributeAsync("data-compared", "binance:BTCUSDT|1h");
        await Assertions.Expect(panel.Locator("[data-compared]").First).ToContainTextAsync("-7.5");
        await Assertions.Expect(panel.Locator("[data-compared]").First).ToContainTextAsync("Open interest (not by REST)");
        await Assertions.Expect(page.Page.Locator("[data-toast=good]")).ToContainTextAsync("8 readings compared, 7 the same; 32 requests.");
        await page.ScreenshotAsync(PagesFixture.Screenshots, "scan-compared-dark-1440");
        host.Actions.Done.ShouldHaveSingleItem().Action.ShouldSatisfyAllConditions(
            action => action.Name.ShouldBe("scan.compare"), action => action.Target.ShouldBe("all 1h"), action => action.Needs.ShouldBe(Scope.Operate));
        lock (scan.Requests)
            scan.Requests.Count(request => request.Source == ScanSource.Rest).ShouldBe(1);
        await panel.GetByRole(AriaRole.Button, new() { Name = "Close the comparison" }).ClickAsync();
        await Assertions.Expect(panel).ToHaveCountAsync(0);
        page.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Viewer_SeesTheRankingButMayNotCompare()
    {
        await using var host = await StartAsync(new FakeScan());
        host.Person = host.Person with { Scopes = Roles.ScopesOf(Role.Viewer) };
        await using var page = await OpenAsync(host, "/scan");
        await Assertions.Expect(page.Page.Locator("tr[data-reading]")).ToHaveCountAsync(24);
        await Assertions.Expect(page.Page.GetByText("Compare with REST…")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task FailingScan_IsTold_WhatWasReadLastStays()
    {
        var scan = new FakeScan();
        await using var host = await StartAsync(scan);
        await using var page = await OpenAsync(host, "/scan");
        await Assertions.Expect(page.Page.Locator("tr[data-reading]")).ToHaveCountAsync(24);
        scan.Fails = true;
        await Assertions.Expect(page.Page.GetByText("The scan does not answer.")).ToBeVisibleAsync(new() { Timeout = 15_000 });
        await Assertions.Expect(page.Page.Locator("tr[data-reading]")).ToHaveCountAsync(24);
        await page.ScreenshotAsync(PagesFixture.Screenshots, "scan-failing-dark-1440");
        (scan.Fails, scan.IsEmpty) = (false, true);
        await Assertions.Expect(page.Page.GetByText("Nothing could be read")).ToBeVisibleAsync(new() { Timeout = 15_000 });
        await Assertions.Expect(page.Page.GetByText("The scan does not answer.")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Export_OfTheRanking_IsWhatIsShown()
    {
        await using var host = await StartAsync(new FakeScan());
        await using var page = await OpenAsync(host, "/scan?search=ETH");
        var download = await page.Page.RunAndWaitForDownloadAsync(() => page.Page.GetByRole(AriaRole.Button, new() { Name = "Export CSV" }).ClickAsync());
        var lines = await File.ReadAllLinesAsync((await download.PathAsync())!);
        lines[0].ShouldStartWith("rank,instrument,interval,direction,score,regime,close,candle,Trend,");
        lines.Length.ShouldBe(1 + 3);
        lines.Skip(1).ShouldAllBe(line => line.Contains("binance:ETHUSDT"));
    }

    internal static Task<PagesHost> StartAsync(FakeScan scan) => PagesHost.StartAsync(addServices: services => services.AddSingleton<IScanReader>(scan));

    private async Task<WatchedPage> OpenAsync(PagesHost host, string address)
    {
        var page = await fixture.Chromium.OpenAsync(host.Address);
        await page.GoToAsync(address);
        return page;
    }
}
