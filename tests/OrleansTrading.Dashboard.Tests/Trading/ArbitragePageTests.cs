using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OrleansTrading.Dashboard.Tests.Browser;
using OrleansTrading.EndToEnd.Tests.Browser;

namespace OrleansTrading.Dashboard.Tests.Trading;

/// <summary>Venues compared.</summary>
public sealed class ArbitragePageTests(PagesFixture fixture)
{
    [Fact]
    public async Task Page_ShowsWhatIsOpenWhatIsLeftOutAndWhatWasExecuted()
    {
        await using var host = await TradingFixture.StartAsync(TradingFixture.Busy());
        await using var page = await OpenAsync(host, "/arbitrage");
        var open = page.Page.Locator("section:has(#open-title) tr[data-pair]");
        await Assertions.Expect(open).ToContainTextAsync("+7.4 bp");
        await Assertions.Expect(open).ToContainTextAsync("1 m 3");
        await Assertions.Expect(page.Page.Locator("[data-left-out='kraken:ETHUSD']")).ToContainTextAsync("has been silent for 9.0 s");
        await Assertions.Expect(page.Page.Locator("[data-trade=t2]")).ToContainTextAsync("Both legs are closed.");
        await Assertions.Expect(page.Page.Locator("section:has(#pairs-title) tr.stale")).ToHaveCountAsync(1);
        page.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Pair_Chosen_IsDrawnAndInTheAddress()
    {
        await using var host = await TradingFixture.StartAsync(TradingFixture.Busy());
        await using var page = await OpenAsync(host, "/arbitrage?asset=BTC");
        await Assertions.Expect(page.Page.Locator("[data-spread]")).ToHaveAttributeAsync("data-spread", "BTC|binance:BTCUSDT|okx:BTC-USDT-SWAP");
        await page.Page.Locator("section:has(#pairs-title) tr[data-pair='BTC|okx:BTC-USDT-SWAP|binance:BTCUSDT'] a").ClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-spread]")).ToHaveAttributeAsync("data-spread", "BTC|okx:BTC-USDT-SWAP|binance:BTCUSDT");
        await Assertions.Expect(page.Page.Locator("[data-spread] path.cumulative")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Page).ToHaveURLAsync(new Regex("pair="));
    }

    [Fact]
    public async Task History_IsPagedAndExported()
    {
        await using var host = await TradingFixture.StartAsync(TradingFixture.Busy());
        await using var page = await OpenAsync(host, "/arbitrage");
        await Assertions.Expect(page.Page.Locator("[data-opportunity]")).ToHaveCountAsync(25);
        await page.Page.Locator("[data-do=older]").ClickAsync();
        await page.Page.Locator("[data-do=older]").ClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-opportunity]")).ToHaveCountAsync(10);
        var download = await page.Page.RunAndWaitForDownloadAsync(() => page.Page.Locator("[data-do=csv]").ClickAsync());
        (await File.ReadAllLinesAsync(await download.PathAsync())).Length.ShouldBe(61);
    }

    [Fact]
    public async Task Comparison_ThatDoesNotAnswer_IsNamed_AndNoneIsSaid()
    {
        await using (var host = await TradingFixture.StartAsync(TradingFixture.Busy(), new FakeArbitrage { Silent = "ETH" }))
        {
            await using var page = await OpenAsync(host, "/arbitrage");
            await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("ETH");
        }

        await using var empty = await TradingFixture.StartAsync(TradingFixture.Busy(), new FakeArbitrage { Assets = [] });
        await using var none = await OpenAsync(empty, "/arbitrage");
        await Assertions.Expect(none.Page.GetByText("Nothing is compared")).ToBeVisibleAsync();
    }

    private async Task<WatchedPage> OpenAsync(PagesHost host, string address)
    {
        var page = await fixture.Chromium.OpenAsync(host.Address);
        await page.GoToAsync(address);
        return page;
    }
}
