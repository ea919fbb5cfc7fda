using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace OrleansTrading.EndToEnd.Tests.Browser;

/// <summary>The pages as a user sees them: the real host, its simulated market, a real browser.</summary>
public sealed partial class DashboardTests(SiloFixture fixture) : IClassFixture<SiloFixture>
{
    private static readonly LocatorAssertionsToHaveCountOptions Patient = new() { Timeout = 60_000 };

    [Fact]
    public async Task Overview_ShowsLiveInstrumentsWhosePricesMove()
    {
        await using var page = await fixture.Chromium.OpenAsync(fixture.Address);
        await OpenLiveOverviewAsync(page);
        var first = page.Page.Locator("tr[data-phase=Live]").First;
        var price = first.Locator("[data-cell=price]");
        var before = await price.InnerTextAsync();
        await Assertions.Expect(price).Not.ToHaveTextAsync(before, new() { Timeout = 15_000 });
        await Assertions.Expect(first.Locator(".stream[data-state=Live]")).ToHaveCountAsync(6, Patient);
        await Assertions.Expect(first.Locator("[data-freshness=Fresh]")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Assertions.Expect(page.Page.GetByText("Simulated market: prices are made up.")).ToBeVisibleAsync();
        AssertClean(page);
    }

    [Fact]
    public async Task Instrument_ReachedFromTheOverview_DrawsItsCandlesAndSwitchesInterval()
    {
        await using var page = await fixture.Chromium.OpenAsync(fixture.Address);
        await OpenLiveOverviewAsync(page);
        await page.Page.Locator("tr[data-phase=Live] .name a").First.ClickAsync();
        var chart = page.Page.Locator("[data-chart]");
        await Assertions.Expect(chart).ToHaveAttributeAsync("data-interval", "60000", new() { Timeout = 30_000 });
        await Assertions.Expect(page.Page.Locator("[data-candles-path]").First).ToHaveAttributeAsync("d", LongPath(), new() { Timeout = 30_000 });
        var newest = await chart.GetAttributeAsync("data-newest");
        await Assertions.Expect(chart).Not.ToHaveAttributeAsync("data-newest", newest!, new() { Timeout = 15_000 });
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "15m", Exact = true }).ClickAsync();
        await Assertions.Expect(chart).ToHaveAttributeAsync("data-interval", "900000", new() { Timeout = 30_000 });
        await Assertions.Expect(page.Page.Locator("[data-stream=Kline] [data-state=Live]")).ToBeVisibleAsync();
        AssertClean(page);
    }

    [Fact]
    public async Task FastInstrument_IsDrawnAtMostFourTimesASecond()
    {
        const double seconds = 5;
        await using var page = await fixture.Chromium.OpenAsync(fixture.Address);
        await OpenLiveOverviewAsync(page);
        // Changes of one cell, counted in the browser between two of its own timers.
        var changes = await page.Page.EvaluateAsync<int>(
            """
            milliseconds => new Promise(done => {
              let changes = 0;
              const cell = document.querySelector("tr[data-phase=Live] [data-cell=price]");
              const observer = new MutationObserver(() => changes++);
              observer.observe(cell, { childList: true, characterData: true, subtree: true });
              setTimeout(() => { observer.disconnect(); done(changes); }, milliseconds);
            })
            """,
            seconds * 1000);
        changes.ShouldBeInRange(1, (int)(4 * seconds) + 1);
    }

    [Theory]
    [InlineData(ColorScheme.Dark, 1440)]
    [InlineData(ColorScheme.Light, 1440)]
    [InlineData(ColorScheme.Dark, 390)]
    [InlineData(ColorScheme.Light, 390)]
    public async Task Pages_InThemeAndWidth_AreDrawnWithoutErrors(ColorScheme scheme, int width)
    {
        await using var page = await fixture.Chromium.OpenAsync(fixture.Address, scheme, width);
        await OpenLiveOverviewAsync(page);
        var suffix = $"{scheme.ToString().ToLowerInvariant()}-{width}";
        await page.ScreenshotAsync(SiloFixture.Screenshots, "overview-" + suffix);
        await page.Page.Locator("tr[data-phase=Live] .name a").First.ClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-candles-path]").First).ToHaveAttributeAsync("d", LongPath(), new() { Timeout = 30_000 });
        await page.ScreenshotAsync(SiloFixture.Screenshots, "instrument-" + suffix);
        (await page.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(0);
        AssertClean(page);
    }

    [Fact]
    public async Task Theme_Toggled_StaysAcrossPages()
    {
        await using var page = await fixture.Chromium.OpenAsync(fixture.Address, ColorScheme.Light);
        await page.GoToAsync("/");
        await page.Page.GetByLabel("Switch between light and dark").ClickAsync();
        await page.GoToAsync("/");
        await Assertions.Expect(page.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
    }

    private static async Task OpenLiveOverviewAsync(WatchedPage page)
    {
        await page.GoToAsync("/");
        await Assertions.Expect(page.Page.Locator("tr[data-phase=Live]").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
    }

    private static void AssertClean(WatchedPage page)
    {
        page.Errors.ShouldBeEmpty();
        page.Outside.ShouldBeEmpty();
    }

    /// <summary>Path data of at least a few candles.</summary>
    [GeneratedRegex(@"^(M[^z]*z){1}[\s\S]{100,}")]
    private static partial Regex LongPath();
}
