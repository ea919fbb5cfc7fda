using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace OrleansTrading.EndToEnd.Tests.Browser;

/// <summary>Every page of the real host, and what is done on those of trading, risk, alerts and settings, by the one person who is before a loopback address.</summary>
public sealed partial class PagesAndActionsTests(SiloFixture fixture) : IClassFixture<SiloFixture>
{
    private const string Instrument = "binance:BTCUSDT";
    private const int Patience = 60_000;

    private static readonly string[] Routes =
    [
        "/", "/instruments", "/instruments/" + Instrument, "/jobs", "/jobs/find-gaps", "/scan", "/trading", "/risk", "/arbitrage", "/cluster", "/alerts", "/audit", "/settings",
    ];

    [Fact]
    public async Task EveryPage_IsWithoutErrorsAndWithoutSeriousViolations()
    {
        await using var watched = await OpenAsync();
        List<string> violations = [];
        foreach (var route in Routes)
        {
            await watched.GoToAsync(route);
            await Assertions.Expect(watched.Page.Locator("main h1")).ToBeVisibleAsync();
            violations.AddRange((await Axe.ViolationsAsync(watched.Page)).Select(violation => $"{route}: {violation}"));
        }

        violations.ShouldBeEmpty();
        AssertClean(watched);
    }

    [Fact]
    public async Task Account_OrderedHeldAndStopped_DoesWhatThePageSays()
    {
        await using var watched = await OpenAsync();
        var page = watched.Page;
        await watched.GoToAsync("/trading?instrument=" + Instrument);
        var price = await PriceAsync(page);

        // An order that rests is cancelled.
        await page.Locator("[data-field=type]").SelectOptionAsync(new SelectOptionValue { Label = "Limit" });
        await page.Locator("[data-field=quantity]").FillAsync("0.01");
        await page.Locator("[data-field=price]").FillAsync(Whole(price * 0.97m));
        await SendAsync(page);
        await page.Locator("tr[data-order] [data-do=cancel]").ClickAsync();
        await page.Locator("[data-confirm]:visible").ClickAsync();
        await Assertions.Expect(page.Locator("tr[data-order] [data-do=cancel]")).ToHaveCountAsync(0);

        // A position is protected and closed.
        await watched.GoToAsync("/trading?instrument=" + Instrument);
        await page.Locator("[data-field=quantity]").FillAsync("0.01");
        await SendAsync(page);
        var position = page.Locator($"tr[data-position='{Instrument}']");
        await position.Locator("[data-do=guards]").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).Locator("[data-field='guards.stopLoss']").FillAsync(Whole(price * 0.9m));
        await page.Locator("[data-do=set-guards]").ClickAsync();
        await Assertions.Expect(position.Locator("[data-guard=stop]")).ToBeVisibleAsync();
        await position.Locator("[data-do=close]").ClickAsync();
        await page.Locator("[data-confirm]:visible").ClickAsync();
        await Assertions.Expect(position).ToHaveCountAsync(0);

        // The account is halted, resumed, killed and turned on again.
        foreach (var (action, state) in new[] { ("halt", "Halted"), ("resume", "On"), ("kill", "Killed"), ("resume", "On") })
        {
            await page.Locator($"[data-do={action}]").ClickAsync();
            await page.Locator("[data-confirm]:visible").ClickAsync();
            await Assertions.Expect(page.Locator("[data-switch]")).ToContainTextAsync(state);
        }

        await page.Locator("[data-do=reconcile]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-toast=good]").First).ToBeVisibleAsync();
        AssertClean(watched);
    }

    [Fact]
    public async Task Limit_Changed_IsInForceAndInTheAuditLog()
    {
        await using var watched = await OpenAsync();
        var page = watched.Page;
        await watched.GoToAsync("/risk");
        var leverage = page.Locator("tr[data-limit=Leverage]");
        await leverage.Locator("[data-do=edit-limit]").ClickAsync();
        await page.Locator("[data-field=value]").FillAsync("2.5");
        await page.Locator("[data-do=set-limit]").ClickAsync();
        await Assertions.Expect(leverage.Locator("[data-cell=most]")).ToHaveTextAsync("2.5×");
        await watched.GoToAsync("/audit?action=account.limits");
        await Assertions.Expect(page.Locator("[data-audit='account.limits']").First).ToContainTextAsync("2.5");
        AssertClean(watched);
    }

    [Fact]
    public async Task Silence_BegunAndEnded_IsSeen()
    {
        await using var watched = await OpenAsync();
        var page = watched.Page;
        await watched.GoToAsync("/alerts");
        await page.GetByRole(AriaRole.Button, new() { Name = "New silence…" }).ClickAsync();
        await page.Locator("#silence-matchers").FillAsync("kind=trades-lost");
        await page.Locator("#silence-comment").FillAsync("maintenance");
        await page.GetByRole(AriaRole.Button, new() { Name = "Silence", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-silenced]")).ToContainTextAsync("maintenance");
        await page.Locator("[data-silenced]").GetByRole(AriaRole.Button, new() { Name = "End" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-silenced]")).ToHaveCountAsync(0);
        AssertClean(watched);
    }

    [Fact]
    public async Task Token_MadeAndWithdrawn_IsNoLongerListed()
    {
        await using var watched = await OpenAsync();
        var page = watched.Page;
        await watched.GoToAsync("/settings");
        await page.Locator("[data-new-token]").ClickAsync();
        await page.GetByLabel("What it is for").FillAsync("robot");
        await page.Locator("[data-make-token]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-new-key]")).ToHaveValueAsync(Filled());
        await watched.GoToAsync("/settings");
        await page.Locator("[data-token=robot]").GetByRole(AriaRole.Button).ClickAsync();
        await page.Locator("[data-confirm]:visible").ClickAsync();
        await Assertions.Expect(page.Locator("[data-token=robot]")).ToHaveCountAsync(0);
        AssertClean(watched);
    }

    private async Task<WatchedPage> OpenAsync()
    {
        var watched = await fixture.Chromium.OpenAsync(fixture.Address);
        watched.Page.SetDefaultTimeout(Patience);
        Assertions.SetDefaultExpectTimeout(Patience);
        return watched;
    }

    private static async Task<decimal> PriceAsync(IPage page)
    {
        var mark = page.Locator("[data-cell=ticket-mark]");
        await Assertions.Expect(mark).ToHaveTextAsync(Digit());
        return decimal.Parse(await mark.InnerTextAsync(), NumberStyles.Number, CultureInfo.InvariantCulture);
    }

    private static async Task SendAsync(IPage page)
    {
        await Assertions.Expect(page.Locator("[data-do=review]")).ToBeEnabledAsync();
        await page.Locator("[data-do=review]").ClickAsync();
        await page.Locator("[data-confirm]:visible").ClickAsync();
        await Assertions.Expect(page.Locator("[data-placed]")).ToBeVisibleAsync();
    }

    private static string Whole(decimal price) => Math.Round(price).ToString(CultureInfo.InvariantCulture);

    private static void AssertClean(WatchedPage watched)
    {
        watched.Errors.ShouldBeEmpty();
        watched.Outside.ShouldBeEmpty();
    }

    [GeneratedRegex("[0-9]")]
    private static partial Regex Digit();

    [GeneratedRegex(".{20,}")]
    private static partial Regex Filled();
}
