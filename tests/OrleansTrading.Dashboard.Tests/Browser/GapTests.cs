using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using OrleansTrading.Contracts.Access;
using OrleansTrading.Contracts.Gaps;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Dashboard.Instruments.Gaps;
using OrleansTrading.Domain.Access;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Dashboard.Tests.Browser;

/// <summary>Why data is stale, what is missing, and the repair.</summary>
public sealed class GapTests(PagesFixture fixture)
{
    private const long Minute = 60_000;
    private const long Start = 1_767_225_600_000;

    private static readonly InstrumentId Stale = InstrumentId.Parse("binance:STALEUSDT");

    [Fact]
    public async Task Gap_Repaired_IsWatchedUntilItIsGone()
    {
        var gaps = new FakeGaps();
        gaps.Missing[Stale] = new GapRange(KlineInterval.OneMinute, Start, Start + (30 * Minute));
        await using var host = await StartAsync(gaps);
        await using var page = await fixture.Chromium.OpenAsync(host.Address);
        await page.GoToAsync("/instruments/binance:STALEUSDT");
        var panel = page.Page.Locator("#gaps");
        await Assertions.Expect(panel.Locator("[data-gap='1m']")).ToContainTextAsync("31");
        await page.ScreenshotAsync(PagesFixture.Screenshots, "gap-dark-1440");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Repair now" }).ClickAsync();
        await Assertions.Expect(panel.Locator("[data-run=Running]")).ToContainTextAsync("0 of 1");
        await Assertions.Expect(panel.GetByRole(AriaRole.Button, new() { Name = "Repair now" })).ToBeDisabledAsync();
        gaps.Finish(Stale);
        await Assertions.Expect(panel.Locator("[data-run=Succeeded]")).ToContainTextAsync("31 candles repaired");
        await Assertions.Expect(panel.Locator("[data-no-gap]")).ToBeVisibleAsync();
        gaps.Begun.ShouldHaveSingleItem().ShouldBe((Stale, "page tester"));
        host.Actions.Done.ShouldHaveSingleItem().Action.ShouldBe(new AuditedAction(Scope.Operate, "job.run", "find-gaps binance:STALEUSDT"));
        page.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task StaleData_IsExplained_ByStreamAndTimeAndWhatIsDone()
    {
        await using var host = await StartAsync(new FakeGaps());
        await using var page = await fixture.Chromium.OpenAsync(host.Address);
        await page.GoToAsync("/instruments/binance:STALEUSDT");
        var why = page.Page.Locator("[data-why=Stale]");
        await Assertions.Expect(why.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Why the data is stale");
        await Assertions.Expect(why.Locator("[data-why-stream=Kline]")).ToContainTextAsync("nothing came for 3 m 07 s");
        await Assertions.Expect(why.Locator("[data-why-stream=Kline]")).ToContainTextAsync("fetches candles by request");
        await Assertions.Expect(why.Locator("[data-why-stream=BookTicker]")).ToContainTextAsync("Down");
        await Assertions.Expect(why.Locator("[data-why-stream=MarkPrice]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task HealthyInstrument_IsNotExplained()
    {
        await using var page = await fixture.Chromium.OpenAsync(fixture.Address);
        await page.GoToAsync("/instruments/binance:BTCUSDT");
        await Assertions.Expect(page.Page.Locator("[data-no-gap]")).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.Locator("[data-why]")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Page.Locator("[data-repair]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Viewer_SeesTheGap_AndNoButton()
    {
        var gaps = new FakeGaps();
        gaps.Missing[Stale] = new GapRange(KlineInterval.OneMinute, Start, Start);
        await using var host = await StartAsync(gaps);
        host.Person = new Person("viewer", Roles.ScopesOf(Role.Viewer), "127.0.0.1");
        await using var page = await fixture.Chromium.OpenAsync(host.Address);
        await page.GoToAsync("/instruments/binance:STALEUSDT");
        await Assertions.Expect(page.Page.Locator("#gaps")).ToContainTextAsync("Operators can start the repair.");
        await Assertions.Expect(page.Page.Locator("[data-repair]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task List_ThatDoesNotComeAnyMore_IsNotTakenForNone()
    {
        var gaps = new FakeGaps();
        await using var host = await StartAsync(gaps);
        await using var page = await fixture.Chromium.OpenAsync(host.Address);
        await page.GoToAsync("/instruments/binance:STALEUSDT");
        var panel = page.Page.Locator("#gaps");
        await Assertions.Expect(panel.Locator("[data-no-gap]")).ToBeVisibleAsync();
        gaps.Fails = true;
        await Assertions.Expect(panel.Locator("[data-list-failed]")).ToBeVisibleAsync();
        await Assertions.Expect(panel.Locator("[data-job-failed]")).ToBeVisibleAsync();
        await Assertions.Expect(panel.Locator("[data-no-gap]")).ToHaveCountAsync(0);
        gaps.Fails = false;
        await Assertions.Expect(panel.Locator("[data-no-gap]")).ToBeVisibleAsync();
        await Assertions.Expect(panel.Locator(".problem")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Symbol_ThatIsWarming_IsNotSaidToLackNothing_AndItsRepairIsNotShownForAnother()
    {
        var gaps = new FakeGaps();
        gaps.Missing[Stale] = new GapRange(KlineInterval.OneMinute, Start, Start);
        await using var host = await StartAsync(gaps);
        host.Market.Add("binance:NEWUSDT", 3, symbol => symbol.Phase = SymbolPhase.Warming);
        await using var page = await fixture.Chromium.OpenAsync(host.Address);
        await page.GoToAsync("/instruments/binance:STALEUSDT");
        var panel = page.Page.Locator("#gaps");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Repair now" }).ClickAsync();
        await Assertions.Expect(panel.Locator("[data-run]")).ToBeVisibleAsync();
        gaps.Finish(Stale);
        await Assertions.Expect(panel.Locator("[data-run=Succeeded]")).ToBeVisibleAsync();
        // Within the page: the same parts stay where nothing tells the instruments apart.
        await page.Page.EvaluateAsync("Blazor.navigateTo('/instruments/binance:NEWUSDT')");
        await Assertions.Expect(panel.Locator("[data-not-live]")).ToBeVisibleAsync();
        await Assertions.Expect(panel.Locator("[data-no-gap], [data-run]")).ToHaveCountAsync(0);
        page.Errors.ShouldBeEmpty();
    }

    [Fact]
    public void List_LeavesOutWhatTheVenueDoesNotHave()
    {
        var list = GapList.Of(
            [new GapRange(KlineInterval.OneMinute, Start, Start + (9 * Minute)), new GapRange(KlineInterval.FiveMinutes, Start, Start)],
            [new GapRange(KlineInterval.OneMinute, Start + (4 * Minute), Start + (5 * Minute)), new GapRange(KlineInterval.OneHour, Start, Start)]);
        list.Missing.ShouldBe(
        [
            new GapRange(KlineInterval.OneMinute, Start + (6 * Minute), Start + (9 * Minute)),
            new GapRange(KlineInterval.OneMinute, Start, Start + (3 * Minute)),
            new GapRange(KlineInterval.FiveMinutes, Start, Start),
        ]);
        (list.Absent, list.Candles).ShouldBe((2, 9));
    }

    private static Task<PagesHost> StartAsync(FakeGaps gaps) => PagesHost.StartAsync(
        market => market.Add(Stale.ToString(), 2.5, symbol =>
        {
            (symbol.Freshness, symbol.Age, symbol.IsQuiet) = (Freshness.Stale, TimeSpan.FromSeconds(187), true);
            symbol.Streams[StreamKind.Kline] = (StreamState.Stalled, TimeSpan.FromSeconds(187), 3);
            symbol.Streams[StreamKind.BookTicker] = (StreamState.Down, TimeSpan.FromSeconds(300), 9);
            symbol.Streams[StreamKind.MarkPrice] = (StreamState.Idle, TimeSpan.FromSeconds(16), 0);
        }),
        addServices: services => services.AddSingleton<IGapReader>(gaps));
}
