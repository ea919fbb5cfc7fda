using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OrleansTrading.Contracts.Alerts;
using OrleansTrading.Domain.Access;
using OrleansTrading.Domain.Alerting;

namespace OrleansTrading.Dashboard.Tests.Browser;

public sealed class AlertsTests(PagesFixture fixture)
{
    [Fact]
    public async Task Alert_SilencedFromItsLine_SilencesItsKindAndInstrument_AndCanBeEnded()
    {
        await using var host = await PagesHost.StartAsync();
        host.Desk.Raise("candles-stale/binance:BTCUSDT", AlertSeverity.Critical, "Candles are stale", "1m: the newest is 4 minutes old", TimeSpan.FromMinutes(4));
        await using var page = await fixture.Chromium.OpenAsync(host.Address);
        await page.GoToAsync("/alerts");
        await page.Page.Locator("[data-alert]").GetByRole(AriaRole.Button, new() { Name = "Silence…" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator("#silence-matchers")).ToHaveValueAsync("kind=candles-stale, instrument=binance:BTCUSDT");
        await page.Page.Locator("#silence-comment").FillAsync("maintenance");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Silence", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-silenced]")).ToContainTextAsync("maintenance");
        await Assertions.Expect(page.Page.Locator("[data-toast=good]")).ToContainTextAsync("Silenced: kind=");
        await page.Page.Locator("[data-silenced]").GetByRole(AriaRole.Button, new() { Name = "End" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-silenced]")).ToHaveCountAsync(0);
        host.Actions.Done.Select(done => done.Action.Name).ShouldBe(["alert.silence", "alert.unsilence"]);
        page.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Alert_Acknowledged_SaysWhoIsOnIt_AndAnotherMayTakeItOver()
    {
        await using var host = await PagesHost.StartAsync();
        host.Desk.Raise("trades-lost/kraken", AlertSeverity.Warning, "Trades were lost", "3 trades", TimeSpan.FromHours(1));
        await using (var page = await fixture.Chromium.OpenAsync(host.Address))
        {
            await page.GoToAsync("/alerts");
            await Assertions.Expect(page.Page.Locator("[data-figure=open]")).ToContainTextAsync("1 unattended");
            await page.Page.GetByRole(AriaRole.Button, new() { Name = "Acknowledge" }).ClickAsync();
            await Assertions.Expect(page.Page.Locator("[data-acknowledged=tester] .seen")).ToContainTextAsync("tester is on it since");
            await Assertions.Expect(page.Page.Locator("[data-do=acknowledge]")).ToHaveCountAsync(0);
            await Assertions.Expect(page.Page.Locator("[data-figure=open]")).Not.ToContainTextAsync("unattended");
            page.Errors.ShouldBeEmpty();
        }

        host.Person = host.Person with { Name = "olga" };
        await using var next = await fixture.Chromium.OpenAsync(host.Address);
        await next.GoToAsync("/alerts");
        await next.Page.GetByRole(AriaRole.Button, new() { Name = "Take over" }).ClickAsync();
        await Assertions.Expect(next.Page.Locator("[data-acknowledged=olga]")).ToBeVisibleAsync();
        host.Actions.Done.Select(done => (done.Action.Needs, done.Action.Name, done.Action.Target, done.Action.Before, done.Outcome.After)).ShouldBe(
            [(Scope.Operate, "alert.acknowledge", "trades-lost/kraken", null, "tester"), (Scope.Operate, "alert.acknowledge", "trades-lost/kraken", "tester", "olga")]);
        next.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("en", "best price streams of okx bring nothing", "3 of 8 best price streams of okx are stalled, worst okx:BTC-USDT-SWAP for 95 s; seen on silo-1.")]
    [InlineData("zh", "okx 的 最优价 数据流没有数据", "okx 的 8 条 最优价 数据流中有 3 条停滞，最久的 okx:BTC-USDT-SWAP 已 95 秒；由 silo-1 发现。")]
    public async Task Alert_OfStreams_CallsThemWhatReadersCallThem(string language, string title, string detail)
    {
        await using var host = await PagesHost.StartAsync();
        host.Desk.Raise(
            "streams-stalled/silo-1/okx/book_ticker", AlertSeverity.Warning, "book_ticker streams of okx bring nothing",
            "3 of 8 book_ticker streams of okx are stalled, worst okx:BTC-USDT-SWAP for 95 s; seen on silo-1.", TimeSpan.FromMinutes(2));
        await using var page = await fixture.Chromium.OpenAsync(host.Address);
        await page.Page.Context.AddCookiesAsync([new() { Name = "language", Value = language, Url = host.Address }]);
        await page.GoToAsync("/alerts");
        await Assertions.Expect(page.Page.Locator("[data-alert] h2")).ToHaveTextAsync(title);
        await Assertions.Expect(page.Page.Locator("[data-alert]")).ToContainTextAsync(detail);
        page.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Route_Tested_TellsWhatItsReceiverSaidAndIsAudited()
    {
        await using var host = await PagesHost.StartAsync();
        host.Desk.TestFailure = new DeliveryFailure("502 Bad Gateway");
        await using var page = await fixture.Chromium.OpenAsync(host.Address);
        await page.GoToAsync("/alerts");
        var button = page.Page.Locator("[data-route=phone]").GetByRole(AriaRole.Button, new() { Name = "Send a test over phone" });
        await button.ClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-toast=bad]")).ToContainTextAsync("phone did not confirm the test: 502 Bad Gateway");
        host.Desk.TestFailure = null;
        await button.ClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-toast=good]")).ToContainTextAsync("phone has confirmed the test.");
        host.Desk.Tested.ShouldBe(["phone", "phone"]);
        host.Actions.Done.Select(done => (done.Action.Needs, done.Action.Name, done.Action.Target, done.Outcome.IsDone))
            .ShouldBe([(Scope.Operate, "alert.test", "phone", false), (Scope.Operate, "alert.test", "phone", true)]);
        page.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task SilenceForm_Closed_GivesTheFocusBackToWhatOpenedIt()
    {
        await using var host = await PagesHost.StartAsync();
        host.Desk.Raise("trades-lost/kraken", AlertSeverity.Warning, "Trades were lost", "3 trades", TimeSpan.FromHours(1));
        await using var page = await fixture.Chromium.OpenAsync(host.Address);
        await page.GoToAsync("/alerts");
        foreach (var opener in new[] { page.Page.GetByRole(AriaRole.Button, new() { Name = "New silence…" }), page.Page.Locator("[data-do=silence]") })
        {
            await opener.ClickAsync();
            await Assertions.Expect(page.Page.Locator("#silence-matchers")).ToBeFocusedAsync();
            await page.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
            await Assertions.Expect(opener).ToBeFocusedAsync();
        }
    }

    [Fact]
    public async Task Silence_OfNothing_IsRefusedWithWhatIsExpected()
    {
        await using var host = await PagesHost.StartAsync();
        await using var page = await fixture.Chromium.OpenAsync(host.Address);
        await page.GoToAsync("/alerts");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "New silence…" }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Silence", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Page.Locator("#silence-defect")).ToContainTextAsync("for example kind=candles-stale");
        host.Desk.Silences.ShouldBeEmpty();
    }

    [Fact]
    public async Task Silence_SentTwice_IsOne()
    {
        await using var host = await PagesHost.StartAsync();
        var gate = new TaskCompletionSource();
        host.Desk.Gate = gate.Task;
        await using var page = await fixture.Chromium.OpenAsync(host.Address);
        await page.GoToAsync("/alerts");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "New silence…" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator("#silence-matchers")).ToBeFocusedAsync();
        await page.Page.Locator("#silence-matchers").FillAsync("kind=trades-lost");
        await page.Page.Locator("#silence-comment").FillAsync("twice");
        await page.Page.EvaluateAsync("() => { const form = document.querySelector('form[data-silence]'); form.requestSubmit(); form.requestSubmit(); }");
        await Assertions.Expect(page.Page.Locator("form[data-silence] button[type=submit]")).ToBeDisabledAsync();
        gate.SetResult();
        await Assertions.Expect(page.Page.Locator("[data-toast=good]")).ToContainTextAsync("Silenced: kind=");
        await Assertions.Expect(page.Page.Locator("[data-silenced]")).ToHaveCountAsync(1);
        (host.Desk.Silences.Count, host.Actions.Done.Count).ShouldBe((1, 1));
        page.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Viewer_SeesAlertsButNoSilencing()
    {
        await using var host = await PagesHost.StartAsync();
        host.Person = host.Person with { Scopes = Roles.ScopesOf(Role.Viewer) };
        host.Desk.Raise("trades-lost/kraken", AlertSeverity.Warning, "Trades were lost", "3 trades", TimeSpan.FromHours(1));
        await using var page = await fixture.Chromium.OpenAsync(host.Address);
        await page.GoToAsync("/alerts");
        await Assertions.Expect(page.Page.Locator("[data-alert='trades-lost/kraken']")).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.GetByText("Silence…")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Page.GetByText("Acknowledge")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Page.GetByText("New silence…")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Page.GetByText("Send a test")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Search_IsInTheAddress_AndFindsInKeyTitleAndDetail()
    {
        await using var page = await fixture.Chromium.OpenAsync(fixture.Address);
        await page.GoToAsync("/alerts");
        // A page that has just opened looks to its heading; keys are for what comes after.
        await Assertions.Expect(page.Page.Locator("h1")).ToBeFocusedAsync();
        await page.Page.Keyboard.PressAsync("/");
        await page.Page.Keyboard.TypeAsync("KRAKEN");
        await Assertions.Expect(page.Page.Locator("[data-alert]")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Page).ToHaveURLAsync(new Regex(@"/alerts\?search=KRAKEN$"));
        await page.GoToAsync("/alerts?search=nothing-like-it");
        await Assertions.Expect(page.Page.GetByText("No alert has these words.")).ToBeVisibleAsync();
        await page.GoToAsync("/alerts?show=cleared");
        await Assertions.Expect(page.Page.Locator("[data-alert]")).ToContainTextAsync(["lasted"]);
        page.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task FailingDesk_IsToldOnTheOverview_TheMarketGoesOn()
    {
        await using var host = await PagesHost.StartAsync(PagesFixture.Fill);
        await using var page = await fixture.Chromium.OpenAsync(host.Address);
        await page.GoToAsync("/");
        await Assertions.Expect(page.Page.Locator("[data-figure=paper]")).ToContainTextAsync("10,123.45");
        host.Desk.Fails = true;
        await Assertions.Expect(page.Page.GetByText("The alerts do not answer; these are the last known.")).ToBeVisibleAsync(new() { Timeout = 15_000 });
        await Assertions.Expect(page.Page.Locator("[data-figure=paper]")).ToContainTextAsync("10,123.45");
        await Assertions.Expect(page.Page.Locator("tbody tr")).ToHaveCountAsync(17);
    }
}
