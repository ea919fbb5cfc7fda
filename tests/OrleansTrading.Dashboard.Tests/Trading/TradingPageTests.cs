using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OrleansTrading.Contracts.Access;
using OrleansTrading.Dashboard.Tests.Browser;
using OrleansTrading.Domain.Access;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Dashboard.Tests.Trading;

/// <summary>What can be seen and done on the page of accounts.</summary>
public sealed class TradingPageTests(PagesFixture fixture)
{
    private readonly FakeTrading _trading = TradingFixture.Busy();

    [Fact]
    public async Task Equity_OfAYoungAccount_IsDrawnOverTheWholeWidth()
    {
        var trading = TradingFixture.Busy();
        var account = trading.Accounts["paper"];
        account.Capital = [.. Enumerable.Range(0, 4).Select(minute => account.Point with { Time = FakeAccount.Now - ((3 - minute) * 60_000L), Cash = 10_000 + minute })];
        await using var host = await TradingFixture.StartAsync(trading);
        await using var page = await fixture.Chromium.OpenAsync(host.Address);
        await page.GoToAsync("/trading?range=7d");
        await Assertions.Expect(page.Page.Locator("[data-equity] path.cumulative")).ToHaveAttributeAsync("d", new Regex("^M0 "));
    }

    [Fact]
    public async Task Kill_Confirmed_StopsTheAccountAndSaysSo()
    {
        await using var host = await TradingFixture.StartAsync(_trading);
        await using var page = await OpenAsync(host, "/trading");
        await page.Page.Locator("[data-do=kill]").ClickAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Stop paper now?");
        await page.Page.Locator("[data-confirm]").ClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-switch]")).ToHaveTextAsync("■Killed");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("nothing is sent");
        _trading.Calls.ShouldContain("switch paper Killed by page tester");
        var (_, action, outcome) = host.Actions.Done.ShouldHaveSingleItem();
        (action.Needs, action.Name, action.LowersRisk, outcome.IsDone).ShouldBe((Scope.Trade, "account.kill", true, true));
        page.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true, "good", "Stopped: binance-main, paper")]
    [InlineData(false, "bad", "Not confirmed by binance-main (no answer). The others are stopped.")]
    public async Task KillAll_Confirmed_TellsWhatHasBecomeOfEachAccount(bool isConfirmed, string toast, string said)
    {
        if (!isConfirmed)
            _trading.Stops = [new("binance-main", false, "no answer"), new("paper", true, null)];
        await using var host = await TradingFixture.StartAsync(_trading);
        await using var page = await OpenAsync(host, "/trading");
        await page.Page.Locator("[data-do=kill-all]").ClickAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Stop all accounts now?");
        await page.Page.Locator("[data-confirm]").ClickAsync();
        await Assertions.Expect(page.Page.Locator($"[data-toast={toast}]")).ToContainTextAsync(said);
        _trading.Calls.ShouldBe(["kill all by page tester"]);
        var (_, action, outcome) = host.Actions.Done.ShouldHaveSingleItem();
        (action.Needs, action.Name, action.LowersRisk, outcome.IsDone).ShouldBe((Scope.Trade, "account.kill-all", true, isConfirmed));
        outcome.After.ShouldBe($"binance-main: {(isConfirmed ? "killed" : "not confirmed")}, paper: killed");
    }

    [Theory]
    [InlineData(7.5, "7.5% away")]
    [InlineData(0.0, "unprotected by choice")]
    [InlineData(null, "not known")]
    public async Task Account_SaysWhetherItProtectsItsPositions(double? percent, string said)
    {
        _trading.Accounts["paper"].View = _trading.Accounts["paper"].View with { ProtectionPercent = (decimal?)percent };
        await using var host = await TradingFixture.StartAsync(_trading);
        await using var page = await OpenAsync(host, "/trading");
        await Assertions.Expect(page.Page.Locator("[data-figure=protection]")).ToHaveTextAsync(said);
    }

    [Fact]
    public async Task Kill_LeftByEscape_DoesNothing()
    {
        await using var host = await TradingFixture.StartAsync(_trading);
        await using var page = await OpenAsync(host, "/trading");
        await page.Page.Locator("[data-do=kill]").ClickAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await page.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        await page.Page.Locator("[data-do=halt]").ClickAsync();
        await page.Page.Locator("[data-confirm]").ClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-switch]")).ToContainTextAsync("Halted");
        _trading.Calls.ShouldBe(["switch paper Halted by page tester"]);
    }

    [Fact]
    public async Task Kill_OfAnAccountThatDoesNotAnswer_WorksAllTheSame()
    {
        _trading.IsSilent = true;
        await using var host = await TradingFixture.StartAsync(_trading);
        await using var page = await OpenAsync(host, "/trading");
        await page.Page.Locator("[data-do=kill]").ClickAsync();
        await page.Page.Locator("[data-confirm]").ClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-toast=good]")).ToBeVisibleAsync();
        _trading.Calls.ShouldBe(["switch paper Killed by page tester"]);
    }

    [Fact]
    public async Task Kill_AnsweredAfterThePageHasMovedOn_StopsTheAccountThatWasAskedAbout()
    {
        await using var host = await TradingFixture.StartAsync(_trading);
        await using var page = await OpenAsync(host, "/trading");
        await page.Page.Locator("[data-do=kill]").ClickAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Stop paper now?");
        await page.Page.EvaluateAsync("() => Blazor.navigateTo('trading?account=binance-main')");
        await Assertions.Expect(page.Page.Locator(".accounts [aria-current=page]")).ToHaveTextAsync("binance-main");
        await page.Page.Locator("[data-confirm]").ClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-toast=good]")).ToContainTextAsync("paper");
        _trading.Calls.ShouldBe(["switch paper Killed by page tester"]);
        host.Actions.Done.ShouldHaveSingleItem().Action.Target.ShouldBe("paper");
    }

    [Fact]
    public async Task OrdersThatDoNotCome_AreToldBesideTheListsThatAreOld()
    {
        await using var host = await TradingFixture.StartAsync(_trading);
        await using var page = await OpenAsync(host, "/trading");
        await Assertions.Expect(page.Page.Locator("[data-order=otopen1]").First).ToBeVisibleAsync();
        _trading.OrdersFail = true;
        _trading.Accounts["paper"].Order("otlater", OrderState.Accepted, price: 58_000);
        await Assertions.Expect(page.Page.GetByText("Orders and events do not come.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.Locator("[data-order=otopen1]").First).ToBeVisibleAsync();
        _trading.OrdersFail = false;
        await Assertions.Expect(page.Page.Locator("[data-order=otlater]").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.GetByText("Orders and events do not come.")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task LiveAccount_IsTurnedOnByAnAdministratorOnly()
    {
        await using var host = await TradingFixture.StartAsync(_trading);
        host.Person = new Person("olga", Roles.ScopesOf(Role.Operator), "127.0.0.1");
        await using (var operating = await OpenAsync(host, "/trading?account=binance-main"))
        {
            await Assertions.Expect(operating.Page.Locator(".switches")).ToContainTextAsync("Only an administrator turns a live account on.");
            await Assertions.Expect(operating.Page.Locator("[data-do=resume]")).ToHaveCountAsync(0);
        }

        host.Person = new Person("ada", Roles.ScopesOf(Role.Admin), "127.0.0.1");
        await using var page = await OpenAsync(host, "/trading?account=binance-main");
        await page.Page.Locator("[data-do=resume]").ClickAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("with real money at binance");
        await page.Page.Locator("[data-confirm]").ClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-switch]")).ToContainTextAsync("On");
        host.Actions.Done.ShouldHaveSingleItem().Action.Needs.ShouldBe(Scope.Admin);
    }

    [Fact]
    public async Task Viewer_SeesEverythingAndCanDoNothing()
    {
        await using var host = await TradingFixture.StartAsync(_trading);
        host.Person = new Person("vera", Roles.ScopesOf(Role.Viewer), "127.0.0.1");
        await using var page = await OpenAsync(host, "/trading");
        await Assertions.Expect(page.Page.Locator("[data-position]")).ToHaveCountAsync(3);
        await Assertions.Expect(page.Page.Locator("[data-do=kill], [data-do=halt], [data-do=close], [data-do=guards], [data-do=cancel], [data-do=reconcile], [data-ticket]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Position_ClosedByHalf_IsOneOrder()
    {
        await using var host = await TradingFixture.StartAsync(_trading);
        await using var page = await OpenAsync(host, "/trading");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Close BTCUSDT" }).ClickAsync();
        await page.Page.GetByLabel("50%").CheckAsync();
        await page.Page.Locator("[data-confirm]").ClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-toast=good]")).ToContainTextAsync("BTCUSDT: Sell of 0.0225 Filled");
        _trading.Calls.ShouldBe(["close paper binance:BTCUSDT 0.5 by page tester"]);
        host.Actions.Done.ShouldHaveSingleItem().Action.LowersRisk.ShouldBeTrue();
    }

    [Fact]
    public async Task Guards_Edited_AreCheckedAndSet()
    {
        await using var host = await TradingFixture.StartAsync(_trading);
        await using var page = await OpenAsync(host, "/trading");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Protect BTCUSDT" }).ClickAsync();
        var stop = page.Page.GetByRole(AriaRole.Dialog).Locator("[data-field='guards.stopLoss']");
        await Assertions.Expect(stop).ToHaveValueAsync("58000");
        await stop.FillAsync("61000");
        await page.Page.Locator("[data-do=set-guards]").ClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-problem='guards.stopLoss']")).ToContainTextAsync("is below the market");
        await stop.FillAsync("59000");
        await page.Page.Locator("[data-do=set-guards]").ClickAsync();
        await Assertions.Expect(page.Page.Locator("tr[data-position='binance:BTCUSDT'] [data-guard=stop]")).ToHaveTextAsync("Stop 59,000.0");
        host.Actions.Done.Select(done => done.Outcome.IsDone).ShouldBe([false, true]);
    }

    [Fact]
    public async Task OpenOrder_Cancelled_LeavesTheList()
    {
        await using var host = await TradingFixture.StartAsync(_trading);
        await using var page = await OpenAsync(host, "/trading");
        await page.Page.Locator("tr[data-order=otopen1] [data-do=cancel]").ClickAsync();
        await page.Page.Locator("[data-confirm]").ClickAsync();
        await Assertions.Expect(page.Page.Locator("tr[data-order=otopen1] [data-do=cancel]")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Page.Locator(".history tr[data-order=otopen1]")).ToContainTextAsync("Cancelled");
        _trading.Calls.ShouldBe(["cancel paper otopen1 by page tester"]);
    }

    [Fact]
    public async Task History_IsPagedAndItsListIsInTheAddress()
    {
        await using var host = await TradingFixture.StartAsync(_trading);
        await using var page = await OpenAsync(host, "/trading");
        await page.Page.Locator("[data-do=older]").ClickAsync();
        await Assertions.Expect(page.Page.Locator(".history tbody tr")).ToHaveCountAsync(20);
        await Assertions.Expect(page.Page.Locator(".history tr[data-order=otpast0102]")).ToBeVisibleAsync();
        await page.Page.Locator("[data-do=newest]").ClickAsync();
        await Assertions.Expect(page.Page.Locator(".history tr[data-order=otopen3]")).ToBeVisibleAsync();
        await page.Page.Locator("[data-list=differences]").ClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-difference='balance/USDT']")).ToContainTextAsync("The venue's figure was taken.");
        await Assertions.Expect(page.Page).ToHaveURLAsync(new Regex("list=differences"));
        await page.Page.Locator("[data-list=fills]").ClickAsync();
        var download = await page.Page.RunAndWaitForDownloadAsync(() => page.Page.Locator("[data-do=csv]").ClickAsync());
        var text = await File.ReadAllTextAsync(await download.PathAsync());
        text.ShouldStartWith("tradeId,time,instrument");
        text.ShouldContain("981,");
    }

    [Fact]
    public async Task UnknownAccount_IsToldAndNotAsked()
    {
        await using var host = await TradingFixture.StartAsync(_trading);
        await using var page = await OpenAsync(host, "/trading?account=nobody");
        await Assertions.Expect(page.Page.Locator("[data-not-found]")).ToContainTextAsync("nobody");
        await Assertions.Expect(page.Page.Locator("[data-do=kill], [data-do=halt], [data-do=resume], [data-ticket]")).ToHaveCountAsync(0);
        page.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task StalePrice_IsGreyedWithItsAge()
    {
        await using var host = await TradingFixture.StartAsync(_trading);
        await using var page = await OpenAsync(host, "/trading");
        var row = page.Page.Locator("tr[data-position='okx:SOL-USDT-SWAP']");
        await Assertions.Expect(row).ToHaveClassAsync("stale");
        await Assertions.Expect(row).ToContainTextAsync("42 s old");
    }

    [Fact]
    public async Task Equity_WhoseLastPointIsOld_SaysHowOld()
    {
        var account = _trading.Accounts["paper"];
        account.Capital = [.. account.Capital.Where(point => point.Time <= FakeAccount.Now - 600_000)];
        await using var host = await TradingFixture.StartAsync(_trading);
        await using var page = await OpenAsync(host, "/trading");
        await Assertions.Expect(page.Page.Locator("[data-equity-age=stale]")).ToContainTextAsync(new Regex("last point .+, 1[01] m .+ old"));
        await Assertions.Expect(page.Page.Locator("[data-equity] .curve")).ToHaveClassAsync(new Regex("stale"));
    }

    private async Task<EndToEnd.Tests.Browser.WatchedPage> OpenAsync(PagesHost host, string address)
    {
        var page = await fixture.Chromium.OpenAsync(host.Address);
        await page.GoToAsync(address);
        return page;
    }
}
