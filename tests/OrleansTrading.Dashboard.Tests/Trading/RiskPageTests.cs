using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OrleansTrading.Contracts.Access;
using OrleansTrading.Contracts.Portfolio;
using OrleansTrading.Dashboard.Tests.Browser;
using OrleansTrading.Domain.Access;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Risk;
using OrleansTrading.EndToEnd.Tests.Browser;

namespace OrleansTrading.Dashboard.Tests.Trading;

/// <summary>What is at stake, and the limits that hold it.</summary>
public sealed class RiskPageTests(PagesFixture fixture)
{
    private readonly FakeTrading _trading = TradingFixture.Busy();

    [Fact]
    public async Task Exposure_IsToldInFiguresAndWordsByAssetAndVenue()
    {
        _trading.Accounts["binance-main"].Hold("binance:BTCUSDT", -0.01m, 60_000, 60_000);
        await using var host = await TradingFixture.StartAsync(_trading);
        await using var page = await OpenAsync(host, "/risk");
        var bitcoin = page.Page.Locator("tr[data-asset=BTC] td");
        await Assertions.Expect(bitcoin.First).ToContainTextAsync("+2,733.52");
        await Assertions.Expect(bitcoin.First).ToContainTextAsync("Long");
        await Assertions.Expect(page.Page.Locator("tr[data-asset=ETH] td").First).ToContainTextAsync("Short");
        await page.Page.Locator("[data-money=real]").ClickAsync();
        await Assertions.Expect(bitcoin.First).ToContainTextAsync("-600.00");
        await Assertions.Expect(page.Page.Locator("tr[data-asset=ETH]")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Page).ToHaveURLAsync(new Regex("money=real"));
        page.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Limit_Changed_IsCheckedShownBeforeAndAfterAndSet()
    {
        await using var host = await TradingFixture.StartAsync(_trading);
        await using var page = await OpenAsync(host, "/risk");
        var leverage = page.Page.Locator("tr[data-limit=Leverage]");
        await Assertions.Expect(leverage.Locator("[data-cell=most]")).ToHaveTextAsync("3×");
        await leverage.Locator("[data-do=edit-limit]").ClickAsync();
        var value = page.Page.Locator("[data-field=value]");
        await value.FillAsync("500");
        await Assertions.Expect(page.Page.Locator("[data-problem=value]")).ToContainTextAsync("at most 125");
        await Assertions.Expect(page.Page.Locator("[data-do=set-limit]")).ToBeDisabledAsync();
        await value.FillAsync("2.5");
        await page.Page.Locator("[data-field=action]").SelectOptionAsync(new SelectOptionValue { Label = "Cuts the order" });
        await Assertions.Expect(page.Page.Locator("[data-change]")).ToHaveTextAsync("3×, Halts the account → 2.5×, Cuts the order");
        await page.Page.Locator("[data-do=set-limit]").ClickAsync();
        await Assertions.Expect(leverage.Locator("[data-cell=most]")).ToHaveTextAsync("2.5×");
        _trading.Calls.ShouldBe(["limits paper Leverage=2.5/Reduce by page tester"]);
        var (_, action, outcome) = host.Actions.Done.ShouldHaveSingleItem();
        (action.Needs, action.Name, action.Target, outcome.IsDone).ShouldBe((Scope.Admin, "account.limits", "paper Leverage", true));
    }

    [Fact]
    public async Task Limit_TakenAway_IsSaidPlainly()
    {
        await using var host = await TradingFixture.StartAsync(_trading);
        await using var page = await OpenAsync(host, "/risk");
        await page.Page.Locator("tr[data-limit=Drawdown] [data-do=edit-limit]").ClickAsync();
        await page.Page.Locator("[data-field=value]").FillAsync("");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Without it nothing holds orders to this any more.");
        await page.Page.Locator("[data-do=set-limit]").ClickAsync();
        await Assertions.Expect(page.Page.Locator("tr[data-limit=Drawdown]")).ToContainTextAsync("no limit");
    }

    [Fact]
    public async Task Limits_OfAnOperator_CannotBeChanged()
    {
        await using var host = await TradingFixture.StartAsync(_trading);
        host.Person = new Person("olga", Roles.ScopesOf(Role.Operator), "127.0.0.1");
        await using var page = await OpenAsync(host, "/risk");
        await Assertions.Expect(page.Page.Locator("tr[data-limit]")).ToHaveCountAsync(Enum.GetValues<RiskRule>().Length);
        await Assertions.Expect(page.Page.Locator("[data-do=edit-limit]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Breach_AndSilentAccounts_AreTold()
    {
        _trading.Unread.Add(new UnreadAccount("okx-main", "No answer within 5 s."));
        await using var host = await TradingFixture.StartAsync(_trading);
        await using var page = await OpenAsync(host, "/risk");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("okx-main did not answer");
        await Assertions.Expect(page.Page.Locator("tr[data-limit=PositionNotional]")).ToHaveClassAsync("breached");
        await Assertions.Expect(page.Page.Locator("[data-breach]")).ToContainTextAsync("Value of an order is at most 5000");
    }

    [Fact]
    public async Task Standing_IsToldFirst_WhetherItTrades_WhatIsBroken_WhatIsAtStake()
    {
        var account = _trading.Accounts["paper"];
        account.View = account.View with { Switch = TradingSwitch.Halted, SwitchReason = "Drawdown is at most 5 percent of the highest equity; with Buy 0.1 binance:BTCUSDT it would be 6.2." };
        await using var host = await TradingFixture.StartAsync(_trading);
        await using var page = await OpenAsync(host, "/risk");
        var standing = page.Page.Locator("[data-standing=paper]");
        await Assertions.Expect(standing.Locator("[data-switch=Halted]")).ToContainTextAsync("Halted");
        await Assertions.Expect(standing).ToContainTextAsync("it would be 6.2.");
        await Assertions.Expect(standing.Locator("[data-figure=breached]")).ToContainTextAsync("1 broken");
        await Assertions.Expect(standing.Locator("[data-figure=breached]")).ToContainTextAsync("Value of a position: 4,120.50 of 4,000.00");
        await Assertions.Expect(standing.Locator("[data-figure=stake]")).ToContainTextAsync("4,403.45");
        page.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Limits_OnAPhone_AreThoseInUse_UntilAllAreAskedFor()
    {
        await using var host = await TradingFixture.StartAsync(_trading);
        await using var page = await OpenAsync(host, "/risk");
        await Assertions.Expect(page.Page.Locator("tr[data-limit=OrderNotional]")).ToBeVisibleAsync();
        await page.Page.SetViewportSizeAsync(390, 844);
        await Assertions.Expect(page.Page.Locator("tr[data-limit=PositionNotional]")).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.Locator("tr[data-limit=OrderNotional]")).ToBeHiddenAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "All 14 limits" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator("tr[data-limit=OrderNotional]")).ToBeVisibleAsync();
        page.Errors.ShouldBeEmpty();
    }

    private async Task<WatchedPage> OpenAsync(PagesHost host, string address)
    {
        var page = await fixture.Chromium.OpenAsync(host.Address);
        await page.GoToAsync(address);
        return page;
    }
}
