using Microsoft.Playwright;

namespace OrleansTrading.Dashboard.Tests.Browser;

/// <summary>What every page has: language, time zone, keys, help.</summary>
public sealed class ShellTests(PagesFixture fixture)
{
    [Theory]
    [InlineData("language=zh", "en", "zh-Hans")]
    [InlineData("language=en", "zh-CN", "en")]
    [InlineData("language=nonsense", "fr;q=0.9, zh-TW;q=0.8, en;q=0.7", "zh-Hans")]
    [InlineData(null, "fr", "en")]
    [InlineData(null, null, "en")]
    public async Task Language_OfARequest_IsTheChosenOneThenTheBrowsers(string? cookie, string? accepted, string expected)
    {
        using var client = new HttpClient { BaseAddress = new Uri(fixture.Address) };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        if (cookie is not null)
            request.Headers.Add("Cookie", cookie);
        if (accepted is not null)
            request.Headers.AcceptLanguage.ParseAdd(accepted);
        using var response = await client.SendAsync(request);
        (await response.Content.ReadAsStringAsync()).ShouldContain($"<html lang=\"{expected}\"");
    }

    [Fact]
    public async Task Language_Chosen_HoldsForTheFirstDrawingAndTheLivePage()
    {
        await using var page = await fixture.Chromium.OpenAsync(fixture.Address);
        await page.GoToAsync("/");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "中文" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator("html")).ToHaveAttributeAsync("lang", "zh-Hans");
        await Assertions.Expect(page.Page.Locator("main[data-live=true]")).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Link, new() { Name = "概览" })).ToBeVisibleAsync();
        await page.ScreenshotAsync(PagesFixture.Screenshots, "overview-chinese-1440");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "English" }).ClickAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Link, new() { Name = "Overview" })).ToBeVisibleAsync();
        page.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Keys_LeadToPagesAndHelp()
    {
        await using var page = await fixture.Chromium.OpenAsync(fixture.Address);
        await page.GoToAsync("/instruments/binance:BTCUSDT");
        await page.Page.Keyboard.PressAsync("?");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await page.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        await page.Page.Keyboard.PressAsync("g");
        await page.Page.Keyboard.PressAsync("o");
        await Assertions.Expect(page.Page.Locator("tr[data-instrument='binance:BTCUSDT']")).ToBeVisibleAsync();
        page.Errors.ShouldBeEmpty();
    }
}
