using Microsoft.Playwright;
using OrleansTrading.Dashboard.Tests.Browser;

namespace OrleansTrading.Dashboard.Tests.Trading;

/// <summary>The pages of accounts in both themes and languages, wide and at a phone's width: drawn without an error, and a picture kept.</summary>
public sealed class TradingLookTests(PagesFixture fixture)
{
    [Theory]
    [InlineData("trading", "/trading", ColorScheme.Dark, 1440, null)]
    [InlineData("trading", "/trading", ColorScheme.Light, 1440, null)]
    [InlineData("trading", "/trading", ColorScheme.Dark, 390, null)]
    [InlineData("trading-chinese", "/trading?list=events", ColorScheme.Light, 1440, "zh-CN")]
    [InlineData("risk", "/risk", ColorScheme.Dark, 1440, null)]
    [InlineData("risk", "/risk", ColorScheme.Light, 390, null)]
    [InlineData("risk-chinese", "/risk", ColorScheme.Light, 1440, "zh-CN")]
    [InlineData("arbitrage", "/arbitrage", ColorScheme.Dark, 1440, null)]
    [InlineData("arbitrage", "/arbitrage", ColorScheme.Dark, 390, null)]
    [InlineData("arbitrage-chinese", "/arbitrage", ColorScheme.Light, 1440, "zh-CN")]
    public async Task Page_InThemeWidthAndLanguage_FitsWithoutErrors(string name, string address, ColorScheme scheme, int width, string? language)
    {
        await using var host = await TradingFixture.StartAsync(TradingFixture.Busy());
        await using var page = await fixture.Chromium.OpenAsync(host.Address, scheme, width);
        if (language is not null)
            await page.Page.Context.SetExtraHTTPHeadersAsync([new("Accept-Language", language)]);
        await page.GoToAsync(address);
        await Assertions.Expect(page.Page.Locator("h1")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Page.Locator(".spinner:visible")).ToHaveCountAsync(0);
        await page.ScreenshotAsync(PagesFixture.Screenshots, $"{name}-{scheme.ToString().ToLowerInvariant()}-{width}");
        (await page.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(0);
        page.Errors.ShouldBeEmpty();
        page.Outside.ShouldBeEmpty();
    }
}
