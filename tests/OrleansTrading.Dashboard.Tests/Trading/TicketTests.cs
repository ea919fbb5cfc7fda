using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using OrleansTrading.Contracts.Access;
using OrleansTrading.Dashboard.Shell;
using OrleansTrading.Dashboard.Tests.Browser;
using OrleansTrading.Domain.Access;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Risk;
using OrleansTrading.EndToEnd.Tests.Browser;

namespace OrleansTrading.Dashboard.Tests.Trading;

/// <summary>Orders are made on the ticket: looked at, confirmed, and sent once.</summary>
public sealed class TicketTests(PagesFixture fixture)
{
    private readonly FakeTrading _trading = TradingFixture.Busy();

    [Fact]
    public async Task Order_TypedLookedAtAndConfirmed_IsSentOnceHoweverOftenItIsPressed()
    {
        var gate = new TaskCompletionSource();
        _trading.Gate = gate.Task;
        await using var host = await TradingFixture.StartAsync(_trading);
        await using var page = await OpenAsync(host, "/trading?instrument=binance:BTCUSDT");
        await page.Page.Locator("[data-field=quantity]").FillAsync("0.02");
        await Assertions.Expect(page.Page.Locator("[data-preview=allowed]")).ToContainTextAsync("1,200.00 USDT");
        await page.Page.Locator("[data-do=review]").ClickAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Buy 0.02 binance:BTCUSDT?");
        await page.Page.Locator("[data-confirm]").DblClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-do=review]")).ToBeDisabledAsync();
        gate.SetResult();
        await Assertions.Expect(page.Page.Locator("[data-placed]")).ToContainTextAsync("Filled");
        var (account, order) = _trading.Placed.ShouldHaveSingleItem();
        (account, order.Side, order.Type, order.Quantity, order.By).ShouldBe(("paper", OrderSide.Buy, OrderType.Market, 0.02m, "page tester"));
        host.Actions.Done.ShouldHaveSingleItem().Action.ShouldBe(new AuditedAction(Scope.Trade, "order.place", "paper binance:BTCUSDT"));
        await page.Page.Locator("[data-do=new-ticket]").ClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-field=quantity]")).ToHaveValueAsync("");
        page.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Order_WithoutAnAnswer_IsTriedAgainUnderTheSameKey()
    {
        var gate = new TaskCompletionSource();
        _trading.Gate = gate.Task;
        await using var host = await TradingFixture.StartAsync(_trading);
        await using var page = await OpenAsync(host, "/trading?instrument=binance:BTCUSDT");
        await page.Page.Locator("[data-field=quantity]").FillAsync("0.02");
        await page.Page.Locator("[data-do=review]").ClickAsync();
        await page.Page.Locator("[data-confirm]").ClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-do=review]")).ToHaveTextAsync("Sending…");
        gate.SetException(new TimeoutException("No answer within 30 s."));
        await Assertions.Expect(page.Page.Locator("[data-do=review]")).ToBeEnabledAsync();
        _trading.Gate = Task.CompletedTask;
        await page.Page.Locator("[data-do=review]").ClickAsync();
        await page.Page.Locator("[data-confirm]").ClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-placed]")).ToBeVisibleAsync();
        _trading.Placed.Select(placed => placed.Order.IntentKey).Distinct().ShouldHaveSingleItem();
        _trading.Placed.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Order_AboveALimit_ShowsWhichAndCannotBeSent()
    {
        _trading.Preview = order => FakeAccount.Allow(order) with
        {
            Refusal = new OrderRefusal(RefusalCodes.RiskLimit, "", "OrderNotional is at most 5000 quote units; with Buy 0.2 binance:BTCUSDT it would be 12000."),
            Uses = [new RiskUse(RiskRule.OrderNotional, new RiskLimit(5_000, BreachAction.Refuse), null, 12_000, true), new RiskUse(RiskRule.Leverage, new RiskLimit(3, BreachAction.Halt), 0.2m, 1.3m, false)],
        };
        await using var host = await TradingFixture.StartAsync(_trading);
        await using var page = await OpenAsync(host, "/trading?instrument=binance:BTCUSDT");
        await page.Page.Locator("[data-field=quantity]").FillAsync("0.2");
        await Assertions.Expect(page.Page.Locator("[data-preview=risk-limit]")).ToContainTextAsync("Value of an order is at most 5000 quote units");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Link, new() { Name = "To the limits of paper" })).ToHaveAttributeAsync("href", "risk?account=paper");
        await Assertions.Expect(page.Page.Locator("[data-use=OrderNotional]")).ToContainTextAsync("✕ Value of an order");
        await Assertions.Expect(page.Page.Locator("[data-use=Leverage]")).ToContainTextAsync("1.3×");
        await Assertions.Expect(page.Page.Locator("[data-do=review]")).ToBeDisabledAsync();
        _trading.Placed.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false, "Real money at binance", "Live at binance", 0)]
    [InlineData(true, "Made-up money at binance", "Simulated at binance", 1)]
    public async Task Order_AtAVenue_SaysWhatMoneyItIsBeforeItIsSent_AndWhichStopWillProtectIt(bool isSimulated, string money, string kind, int banners)
    {
        await using var host = await TradingFixture.StartAsync(_trading, addServices: services => services.AddSingleton(new MarketOrigin(isSimulated)));
        await using var page = await OpenAsync(host, "/trading?account=binance-main&instrument=binance:BTCUSDT");
        await Assertions.Expect(page.Page.Locator("[data-tradebar] .kind")).ToHaveTextAsync(kind);
        await Assertions.Expect(page.Page.Locator(".banner.simulated")).ToHaveCountAsync(banners);
        await page.Page.Locator("[data-field=quantity]").FillAsync("0.02");
        await page.Page.Locator("[data-do=review]").ClickAsync();
        var dialog = page.Page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog.Locator("[data-money=real]")).ToHaveTextAsync(money);
        await Assertions.Expect(dialog.Locator("[data-protection]")).ToHaveTextAsync("the account's own stop, 10% away");
        await Assertions.Expect(dialog.Locator("[data-confirm]")).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("danger"));
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        _trading.Placed.ShouldBeEmpty();
        page.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Order_MistypedOrBelowTheSmallest_IsToldAtItsField()
    {
        _trading.Preview = order => order.Quantity is < 0.001m
            ? FakeAccount.Allow(order) with { Refusal = new OrderRefusal(RefusalCodes.BelowMinimum, "quantity", "the smallest order is 0.001.") }
            : FakeAccount.Allow(order);
        await using var host = await TradingFixture.StartAsync(_trading);
        await using var page = await OpenAsync(host, "/trading?instrument=binance:BTCUSDT");
        var quantity = page.Page.Locator("[data-field=quantity]");
        await quantity.FillAsync("1,5");
        await Assertions.Expect(page.Page.Locator("[data-problem=quantity]")).ToContainTextAsync("is not a number");
        await quantity.FillAsync("0.0001");
        await Assertions.Expect(page.Page.Locator("[data-problem=quantity]")).ToContainTextAsync("the smallest order is 0.001.");
        await Assertions.Expect(quantity).ToHaveAttributeAsync("aria-invalid", "true");
        await quantity.FillAsync("0.001");
        await Assertions.Expect(page.Page.Locator("[data-problem=quantity]")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Page.Locator("[data-do=review]")).ToBeEnabledAsync();
    }

    [Fact]
    public async Task Order_OfAnyType_HasTheFieldsThatItNeeds()
    {
        await using var host = await TradingFixture.StartAsync(_trading);
        await using var page = await OpenAsync(host, "/trading");
        await page.Page.Locator("[data-field=instrument]").FillAsync("BINANCE:btcusdt");
        await page.Page.Locator("[data-field=type]").SelectOptionAsync(new SelectOptionValue { Label = "Stop limit" });
        await page.Page.Locator("[data-field=stopPrice]").FillAsync("59000");
        await page.Page.Locator("[data-field=price]").FillAsync("58900.5");
        await page.Page.Locator("[data-do=swap-unit]").ClickAsync();
        await page.Page.Locator("[data-field=notional]").FillAsync("500");
        await page.Page.Locator("[data-side=Sell] input").CheckAsync();
        await page.Page.GetByText("Protection of the position it opens").ClickAsync();
        await page.Page.Locator("[data-field='guards.stopLoss']").FillAsync("61000");
        await page.Page.Locator("[data-do=add-target]").ClickAsync();
        await page.Page.Locator("[data-field='guards.takeProfits[0].price']").FillAsync("57000");
        await page.Page.Locator("[data-field='guards.takeProfits[0].share']").FillAsync("50");
        await Assertions.Expect(page.Page.Locator("[data-do=review]")).ToBeEnabledAsync();
        await page.Page.Locator("[data-do=review]").ClickAsync();
        await page.Page.Locator("[data-confirm]").ClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-placed]")).ToBeVisibleAsync();
        var order = _trading.Placed.ShouldHaveSingleItem().Order;
        (order.Instrument, order.Side, order.Type, order.StopPrice, order.Price, order.Notional, order.Quantity)
            .ShouldBe((FakeAccount.Bitcoin, OrderSide.Sell, OrderType.StopLimit, 59_000m, 58_900.5m, 500m, null));
        order.Guards!.StopLoss.ShouldBe(61_000m);
        order.Guards.TakeProfits.ShouldHaveSingleItem().ShouldBe(new(57_000m, 0.5m));
    }

    [Fact]
    public async Task StalePrice_GreysTheTicketAndSaysSo()
    {
        _trading.Preview = order => FakeAccount.Allow(order) with
        {
            IsFresh = false, DataAge = TimeSpan.FromSeconds(75), Refusal = new OrderRefusal(RefusalCodes.NoPrice, "instrument", "No price of binance:BTCUSDT is known."),
        };
        await using var host = await TradingFixture.StartAsync(_trading);
        await using var page = await OpenAsync(host, "/trading?instrument=binance:BTCUSDT");
        await page.Page.Locator("[data-field=quantity]").FillAsync("0.02");
        await Assertions.Expect(page.Page.Locator("[data-ticket]")).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("stale"));
        await Assertions.Expect(page.Page.Locator("[data-cell=ticket-age]")).ToContainTextAsync("Stale: 1 m 15 s old");
        await Assertions.Expect(page.Page.Locator("[data-do=review]")).ToBeDisabledAsync();
    }

    [Fact]
    public async Task Order_OfSomebodyWhoMayNoLongerTrade_IsRefusedByTheServer()
    {
        await using var host = await TradingFixture.StartAsync(_trading);
        await using var page = await OpenAsync(host, "/trading?instrument=binance:BTCUSDT");
        await page.Page.Locator("[data-field=quantity]").FillAsync("0.02");
        await page.Page.Locator("[data-do=review]").ClickAsync();
        // The page was drawn for somebody who may; the server looks again at what is done.
        host.Actions.Actually = person => person with { Scopes = Roles.ScopesOf(Role.Viewer) };
        await page.Page.Locator("[data-confirm]").ClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-toast=bad]")).ToContainTextAsync("may not do this");
        await page.Page.Locator("[data-do=kill]").ClickAsync();
        await page.Page.Locator("[data-confirm]:visible").ClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-toast=bad]")).ToHaveCountAsync(2);
        _trading.Placed.ShouldBeEmpty();
        _trading.Calls.ShouldBeEmpty();
    }

    private async Task<WatchedPage> OpenAsync(PagesHost host, string address)
    {
        var page = await fixture.Chromium.OpenAsync(host.Address);
        await page.GoToAsync(address);
        return page;
    }
}
