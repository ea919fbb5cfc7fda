using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using OrleansTrading.Contracts.Access;
using OrleansTrading.Dashboard.Access;
using OrleansTrading.Dashboard.Tests.Trading;
using OrleansTrading.Domain.Jobs;
using OrleansTrading.EndToEnd.Tests.Browser;

namespace OrleansTrading.Dashboard.Tests.Browser;

/// <summary>What is asked for and cannot be read is told; the page it was asked for on stays as it was.</summary>
public sealed class UnreadableTests(PagesFixture fixture)
{
    private const string Notice = "No answer: what was asked for cannot be read now.";

    [Theory]
    [InlineData("older")]
    [InlineData("csv")]
    public async Task Orders_ThatCannotBeRead_AreToldBesideTheList(string button)
    {
        var trading = TradingFixture.Busy();
        await using var host = await TradingFixture.StartAsync(trading);
        await using var page = await OpenAsync(host, "/trading");
        await Assertions.Expect(page.Page.Locator(".history tbody tr")).ToHaveCountAsync(20);
        trading.OrdersFail = true;
        await page.Page.Locator($".history [data-do={button}]").ClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-toast=bad]")).ToContainTextAsync(Notice);
        await Assertions.Expect(page.Page.Locator(".history tbody tr")).ToHaveCountAsync(20);
        trading.OrdersFail = false;
        await page.Page.Locator(".history [data-do=older]").ClickAsync();
        await Assertions.Expect(page.Page.Locator(".history tr[data-order=otpast0102]")).ToBeVisibleAsync();
        page.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("older")]
    [InlineData("csv")]
    public async Task Opportunities_ThatCannotBeRead_AreToldBesideTheList(string button)
    {
        var arbitrage = new FakeArbitrage();
        await using var host = await TradingFixture.StartAsync(TradingFixture.Busy(), arbitrage);
        await using var page = await OpenAsync(host, "/arbitrage");
        await Assertions.Expect(page.Page.Locator("[data-opportunity]").First).ToBeVisibleAsync();
        arbitrage.HistoryFails = true;
        await page.Page.Locator($"[data-do={button}]").ClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-toast=bad]")).ToContainTextAsync(Notice);
        await Assertions.Expect(page.Page.Locator("[data-opportunity]").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task OlderRuns_ThatCannotBeRead_AreToldBesideTheHistory()
    {
        await using var host = await PagesHost.StartAsync();
        host.Jobs.Add("prune", "Forgets.", "0 10 0 * * *");
        for (var i = 70; i > 0; i--)
            host.Jobs.Ended("prune", JobRunState.Succeeded, TimeSpan.FromHours(i), TimeSpan.FromSeconds(2));
        await using var page = await OpenAsync(host, "/jobs/prune");
        var rows = page.Page.Locator("[data-history]");
        foreach (var shown in (int[])[20, 40])
        {
            await Assertions.Expect(rows).ToHaveCountAsync(shown);
            await page.Page.Locator("[data-older]").ClickAsync();
        }

        await Assertions.Expect(rows).ToHaveCountAsync(60);
        host.Jobs.Fails = true;
        await page.Page.Locator("[data-older]").ClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-toast=bad]")).ToContainTextAsync(Notice);
        host.Jobs.Fails = false;
        await page.Page.Locator("[data-older]").ClickAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(70);
    }

    [Fact]
    public async Task Audit_ThatCannotBeRead_IsToldAndKeepsItsLines()
    {
        var access = FakeAccess.Filled(TimeProvider.System);
        await using var host = await PagesHost.StartAsync(addServices: services => services.AddSingleton<IAuditLog>(access));
        await using var page = await OpenAsync(host, "/audit");
        await Assertions.Expect(page.Page.Locator("[data-audit]")).ToHaveCountAsync(6);
        access.Fails = true;
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Export CSV" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-toast=bad]")).ToContainTextAsync(Notice);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Look again" }).ClickAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The audit log cannot be read now.");
        await Assertions.Expect(page.Page.Locator("[data-audit]")).ToHaveCountAsync(6);
        access.Fails = false;
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Look again" }).ClickAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Tokens_ThatCannotBeRead_AreTold()
    {
        var access = FakeAccess.Filled(TimeProvider.System);
        access.Fails = true;
        await using var host = await PagesHost.StartAsync(addServices: services => services.AddSingleton<IApiTokens>(access).AddSingleton<ISettingsReader>(access));
        await using var page = await OpenAsync(host, "/settings");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The tokens cannot be read now.");
        await Assertions.Expect(page.Page.Locator("[data-section=Jobs]")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Equity_ThatCannotBeRead_IsToldInItsPlace()
    {
        var trading = TradingFixture.Busy();
        trading.CapitalFails = true;
        await using var host = await TradingFixture.StartAsync(trading);
        await using var page = await OpenAsync(host, "/trading");
        await Assertions.Expect(page.Page.Locator("[data-equity-failed]")).ToContainTextAsync("The curve cannot be read now.");
        await Assertions.Expect(page.Page.Locator("[data-position]")).ToHaveCountAsync(3);
    }

    private async Task<WatchedPage> OpenAsync(PagesHost host, string address)
    {
        var page = await fixture.Chromium.OpenAsync(host.Address);
        await page.GoToAsync(address);
        return page;
    }
}
