using Microsoft.Playwright;
using OrleansTrading.Domain.Books;

namespace OrleansTrading.Dashboard.Tests.Browser;

public sealed class ActivityTests(PagesFixture fixture)
{
    private const string Bitcoin = "/instruments/binance:BTCUSDT";

    [Fact]
    public async Task Instrument_ShowsBookFlowAndTimeline()
    {
        await using var page = await fixture.Chromium.OpenAsync(fixture.Address);
        await page.GoToAsync(Bitcoin);
        await Assertions.Expect(page.Page.Locator("[data-depth] path.bids")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Page.Locator("[data-depth]")).ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex("Depth of the book"));
        await Assertions.Expect(page.Page.Locator("[data-flow] path.cumulative")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Page.Locator("[data-timeline]")).ToHaveCountAsync(4);
        await Assertions.Expect(page.Page.Locator("[data-timeline=Trade] [data-state=Down]")).ToHaveAttributeAsync(
            "title", new System.Text.RegularExpressions.Regex("^Trades: Down, .* –.*: 3 attempts in a row$"));
        page.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Book_ThatIsBeingSynced_IsSaidSo_AndComesBack()
    {
        await using var host = await PagesHost.StartAsync();
        var symbol = host.Market.Add("binance:BTCUSDT", 67_000, made => made.Activity.Phase = BookPhase.Syncing);
        await using var page = await fixture.Chromium.OpenAsync(host.Address);
        await page.GoToAsync(Bitcoin);
        await Assertions.Expect(page.Page.GetByText("The book is being synced…")).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.Locator("[data-depth] path.bids")).ToHaveCountAsync(0);
        await page.ScreenshotAsync(PagesFixture.Screenshots, "syncing-dark-1440");
        symbol.Activity.Phase = BookPhase.Live;
        await Assertions.Expect(page.Page.Locator("[data-depth] path.bids")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task FailingInstrument_GreysItsBookAndFlow()
    {
        await using var host = await PagesHost.StartAsync();
        var symbol = host.Market.Add("binance:BTCUSDT", 67_000);
        await using var page = await fixture.Chromium.OpenAsync(host.Address);
        await page.GoToAsync(Bitcoin);
        await Assertions.Expect(page.Page.Locator("[data-flow]")).ToBeVisibleAsync();
        host.Market.Failing[symbol.Id] = true;
        await Assertions.Expect(page.Page.Locator("[data-depth].stale")).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.Locator("[data-flow].stale")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Timeline_OfAnotherLength_IsDrawnAnew_AndIsATableToo()
    {
        await using var page = await fixture.Chromium.OpenAsync(fixture.Address);
        await page.GoToAsync(Bitcoin);
        await Assertions.Expect(page.Page.Locator("[data-timeline=Trade] [data-state=Down]")).ToHaveCountAsync(1);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "1 h", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-timeline=Trade] [data-state=Down]")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "1 h", Exact = true })).ToHaveAttributeAsync("aria-pressed", "true");
        await page.Page.GetByText("changes as a table").ClickAsync();
        await Assertions.Expect(page.Page.Locator(".timeline tbody tr")).ToHaveCountAsync(8);
        await Assertions.Expect(page.Page.Locator(".timeline tbody tr").First).ToContainTextAsync("Live");
    }
}
