using Microsoft.Playwright;
using OrleansTrading.EndToEnd.Tests.Browser;

namespace OrleansTrading.Dashboard.Tests.Browser;

/// <summary>Every page in both themes, wide and at a phone's width: drawn without an error, and a picture of it kept.</summary>
public sealed class LookTests(PagesFixture fixture)
{
    [Theory]
    [InlineData("overview", "/", ColorScheme.Dark, 1440)]
    [InlineData("overview", "/", ColorScheme.Light, 1440)]
    [InlineData("overview", "/", ColorScheme.Dark, 390)]
    [InlineData("overview", "/", ColorScheme.Light, 390)]
    [InlineData("alerts", "/alerts", ColorScheme.Dark, 1440)]
    [InlineData("alerts", "/alerts", ColorScheme.Light, 1440)]
    [InlineData("alerts", "/alerts", ColorScheme.Light, 390)]
    [InlineData("jobs", "/jobs", ColorScheme.Dark, 1440)]
    [InlineData("jobs", "/jobs", ColorScheme.Light, 390)]
    [InlineData("job", "/jobs/find-gaps", ColorScheme.Dark, 1440)]
    [InlineData("job", "/jobs/find-gaps", ColorScheme.Light, 1440)]
    [InlineData("job", "/jobs/find-gaps", ColorScheme.Dark, 390)]
    [InlineData("pipeline", "/jobs/update-all", ColorScheme.Light, 1440)]
    [InlineData("pipeline", "/jobs/update-all", ColorScheme.Light, 390)]
    [InlineData("cluster", "/cluster", ColorScheme.Dark, 1440)]
    [InlineData("cluster", "/cluster", ColorScheme.Light, 1440)]
    [InlineData("cluster", "/cluster", ColorScheme.Light, 390)]
    [InlineData("instrument", "/instruments/binance:BTCUSDT", ColorScheme.Dark, 1440)]
    [InlineData("instrument", "/instruments/binance:BTCUSDT", ColorScheme.Light, 1440)]
    [InlineData("instrument", "/instruments/binance:BTCUSDT", ColorScheme.Dark, 390)]
    [InlineData("instrument", "/instruments/binance:BTCUSDT", ColorScheme.Light, 390)]
    [InlineData("stale", "/instruments/binance:STALEUSDT?interval=1h", ColorScheme.Dark, 1440)]
    [InlineData("missing", "/instruments/binance:NONEUSDT", ColorScheme.Light, 1440)]
    public async Task Page_InThemeAndWidth_FitsWithoutErrors(string name, string address, ColorScheme scheme, int width)
    {
        await using var page = await fixture.Chromium.OpenAsync(fixture.Address, scheme, width);
        await page.GoToAsync(address);
        await Assertions.Expect(page.Page.Locator("h1")).ToHaveCountAsync(1);
        await page.ScreenshotAsync(PagesFixture.Screenshots, $"{name}-{scheme.ToString().ToLowerInvariant()}-{width}");
        var overflow = await page.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth");
        overflow.ShouldBeLessThanOrEqualTo(0);
        page.Errors.Where(error => name != "missing" || !error.Contains("404", StringComparison.Ordinal)).ShouldBeEmpty();
        page.Outside.ShouldBeEmpty();
        (await Axe.ViolationsAsync(page.Page)).ShouldBeEmpty();
    }
}
