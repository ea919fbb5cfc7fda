using Microsoft.Playwright;
using OrleansTrading.Contracts.Access;
using OrleansTrading.Dashboard.Tests.Trading;
using OrleansTrading.Domain.Access;

namespace OrleansTrading.Dashboard.Tests.Browser;

/// <summary>Positions of every account on an instrument's page.</summary>
public sealed class InstrumentAccountsTests(PagesFixture fixture)
{
    [Fact]
    public async Task Positions_OfThisInstrumentOnly_CanBeProtectedAndClosed()
    {
        var trading = TradingFixture.Busy();
        trading.Accounts["binance-main"].Hold("binance:BTCUSDT", 0.1m, 60_000, 60_744.9m);
        await using var host = await TradingFixture.StartAsync(trading);
        await using var page = await fixture.Chromium.OpenAsync(host.Address);
        await page.GoToAsync("/instruments/binance:BTCUSDT");
        await Assertions.Expect(page.Page.Locator("[data-account]")).ToHaveCountAsync(2, new() { Timeout = 15_000 });
        await Assertions.Expect(page.Page.Locator("tr[data-position]")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Page.Locator("tr[data-position*=ETHUSDT]")).ToHaveCountAsync(0);
        await page.ScreenshotAsync(PagesFixture.Screenshots, "instrument-positions-dark-1440");
        var mine = page.Page.Locator("[data-account=paper]");
        await mine.Locator("[data-do=guards]").ClickAsync();
        await Assertions.Expect(page.Page.Locator("dialog[open] h2")).ToHaveTextAsync("Protect BTCUSDT");
        await page.Page.Keyboard.PressAsync("Escape");
        await mine.Locator("[data-do=close]").ClickAsync();
        await page.Page.Locator("dialog[open] [data-confirm]").ClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-toast=good]")).ToBeVisibleAsync();
        host.Actions.Done.ShouldHaveSingleItem().Action.Name.ShouldBe("position.close");
        page.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Viewer_SeesPositions_AndNoWayToChangeThem()
    {
        await using var host = await TradingFixture.StartAsync(TradingFixture.Busy());
        host.Person = new Person("viewer", Roles.ScopesOf(Role.Viewer), "127.0.0.1");
        await using var page = await fixture.Chromium.OpenAsync(host.Address);
        await page.GoToAsync("/instruments/binance:BTCUSDT");
        await Assertions.Expect(page.Page.Locator("tr[data-position]")).ToHaveCountAsync(1, new() { Timeout = 15_000 });
        await Assertions.Expect(page.Page.Locator("[data-do]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Account_ThatHasNeverAnswered_IsNotTakenForOneThatHoldsNothing()
    {
        var trading = TradingFixture.Busy();
        trading.IsSilent = true;
        await using var host = await TradingFixture.StartAsync(trading);
        await using var page = await fixture.Chromium.OpenAsync(host.Address);
        await page.GoToAsync("/instruments/binance:BTCUSDT");
        await Assertions.Expect(page.Page.Locator("[data-account-silent=paper]")).ToContainTextAsync("what it holds here is not known");
        await Assertions.Expect(page.Page.Locator("[data-account-silent]")).ToHaveCountAsync(2);
        await page.ScreenshotAsync(PagesFixture.Screenshots, "instrument-silent-accounts-dark-1440");
        page.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Positions_AreThoseOfTheInstrumentThatThePageHasMovedTo()
    {
        var trading = TradingFixture.Busy();
        await using var host = await TradingFixture.StartAsync(trading);
        await using var page = await fixture.Chromium.OpenAsync(host.Address);
        await page.GoToAsync("/instruments/binance:BTCUSDT");
        await Assertions.Expect(page.Page.Locator("tr[data-position*=BTCUSDT]")).ToHaveCountAsync(1);
        await page.Page.EvaluateAsync("Blazor.navigateTo('/instruments/binance:ETHUSDT')");
        await Assertions.Expect(page.Page.Locator("tr[data-position*=ETHUSDT]")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Page.Locator("tr[data-position*=BTCUSDT]")).ToHaveCountAsync(0);
    }
}
