using Microsoft.Playwright;
using OrleansTrading.EndToEnd.Tests.Browser;

namespace OrleansTrading.Dashboard.Tests.Browser;

/// <summary>The list of instruments and the page of one, in both themes, both languages, wide and at a phone's width; a picture of each is kept.</summary>
public sealed class InstrumentsLookTests(PagesFixture fixture)
{
    [Theory]
    [InlineData("instruments", "/instruments", "en", ColorScheme.Dark, 1440)]
    [InlineData("instruments", "/instruments", "en", ColorScheme.Light, 1440)]
    [InlineData("instruments", "/instruments", "zh", ColorScheme.Light, 1440)]
    [InlineData("instruments", "/instruments", "en", ColorScheme.Dark, 390)]
    [InlineData("instruments", "/instruments", "zh", ColorScheme.Light, 390)]
    [InlineData("chart", "/instruments/binance:BTCUSDT?with=channel.bollinger.rsi.adx", "en", ColorScheme.Light, 1440)]
    [InlineData("chart", "/instruments/binance:STALEUSDT?with=channel.macd", "zh", ColorScheme.Dark, 1440)]
    [InlineData("chart", "/instruments/binance:BTCUSDT?with=channel.rsi", "en", ColorScheme.Dark, 390)]
    [InlineData("chart", "/instruments/binance:STALEUSDT", "zh", ColorScheme.Light, 390)]
    public async Task Page_InThemeAndLanguage_FitsWithoutErrors(string name, string address, string language, ColorScheme scheme, int width)
    {
        await using var page = await fixture.Chromium.OpenAsync(fixture.Address, scheme, width);
        await page.Page.Context.AddCookiesAsync([new() { Name = "language", Value = language, Url = fixture.Address }]);
        await page.GoToAsync(address);
        await Assertions.Expect(page.Page.Locator(name == "chart" ? "[data-mark=signal]" : "[data-regime]").First).ToBeVisibleAsync(new() { Timeout = 15_000 });
        await page.ScreenshotAsync(PagesFixture.Screenshots, $"{(address.Contains("STALE", StringComparison.Ordinal) ? "stale" : name)}-{language}-{scheme.ToString().ToLowerInvariant()}-{width}");
        (await page.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(0);
        page.Errors.ShouldBeEmpty();
        page.Outside.ShouldBeEmpty();
        (await Axe.ViolationsAsync(page.Page)).ShouldBeEmpty();
    }
}
