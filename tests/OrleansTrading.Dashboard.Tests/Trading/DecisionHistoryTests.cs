using Microsoft.Playwright;
using OrleansTrading.Dashboard.Tests.Browser;
using OrleansTrading.Domain.Execution;
using OrleansTrading.Domain.Signals;
using OrleansTrading.EndToEnd.Tests.Browser;

namespace OrleansTrading.Dashboard.Tests.Trading;

/// <summary>The page of an account says what was made of signals, and why nothing was made of the others.</summary>
public sealed class DecisionHistoryTests(PagesFixture fixture)
{
    private const int Many = 60;

    private readonly FakeTrading _trading = TradingFixture.Busy();

    [Fact]
    public async Task Decisions_OfTheAccount_AreListedWithTheReasonsInTheReadersLanguage()
    {
        _trading.Decisions =
        [
            Decision(0, "paper", ExecutionOutcome.Refused, "There are 5 positions; expected fewer than 5."),
            Decision(1, "paper", ExecutionOutcome.Taken, null),
            Decision(2, "another", ExecutionOutcome.Taken, null),
        ];
        await using var host = await TradingFixture.StartAsync(_trading);
        await using var page = await OpenAsync(host);
        await Assertions.Expect(page.Page.Locator("[data-decision]")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Page.Locator("[data-decision=Refused]")).ToContainTextAsync("⊘ Not taken");
        await Assertions.Expect(page.Page.Locator("[data-decision=Refused] .reason")).ToHaveTextAsync("There are 5 positions; expected fewer than 5.");
        await Assertions.Expect(page.Page.Locator("[data-decision=Taken]")).ToContainTextAsync("✓ Order made");
        await page.Page.Context.AddCookiesAsync([new Cookie { Name = "language", Value = "zh", Url = host.Address }]);
        await page.GoToAsync("/trading?list=signals");
        await Assertions.Expect(page.Page.Locator("[data-decision=Refused] .reason")).ToHaveTextAsync("已有 5 个持仓；应少于 5 个。");
        page.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Decisions_OlderThanAPage_AreReachedAndLeftAgain()
    {
        _trading.Decisions = [.. Enumerable.Range(0, Many).Select(i => Decision(i, "paper", ExecutionOutcome.Refused, "The signal points nowhere."))];
        await using var host = await TradingFixture.StartAsync(_trading);
        await using var page = await OpenAsync(host);
        await Assertions.Expect(page.Page.Locator("[data-decision]")).ToHaveCountAsync(50);
        await page.Page.Locator("[data-do=older]").Last.ClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-decision]")).ToHaveCountAsync(Many - 50);
        await page.Page.Locator("[data-do=newest]").ClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-decision]")).ToHaveCountAsync(50);
    }

    [Fact]
    public async Task Decisions_ThatCannotBeRead_AreSaidToBe()
    {
        _trading.Decisions = null;
        await using var host = await TradingFixture.StartAsync(_trading);
        await using var page = await OpenAsync(host);
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "What was decided about signals cannot be read now." })).ToBeVisibleAsync();
        _trading.Decisions = [];
        await Assertions.Expect(page.Page.GetByText("No signal was decided about for this account.")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await Assertions.Expect(page.Page.GetByText("What was decided about signals cannot be read now.")).ToHaveCountAsync(0);
    }

    private static ExecutionDecision Decision(int ago, string account, ExecutionOutcome outcome, string? reason) => new(
        $"signal{ago}", FakeAccount.Bitcoin, SignalDirection.Long, 61.4, FakeAccount.Now - (ago * 60_000L), account, FakeAccount.Now - (ago * 60_000L), outcome,
        reason is null ? null : ExecutionCodes.MaxPositions, reason, reason is null ? 100 : null, 60_000, null);

    private async Task<WatchedPage> OpenAsync(PagesHost host)
    {
        var page = await fixture.Chromium.OpenAsync(host.Address);
        await page.GoToAsync("/trading?list=signals");
        return page;
    }
}
