using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OrleansTrading.Domain.Signals;
using OrleansTrading.EndToEnd.Tests.Browser;

namespace OrleansTrading.Dashboard.Tests.Browser;

/// <summary>Signals that were raised, and what came of them.</summary>
public sealed class SignalsTests(PagesFixture fixture)
{
    private const string Address = "/scan?view=signals";

    [Fact]
    public async Task History_ByFilters_ShowsThoseWithTheirOutcomes_AndTheAddressKeepsThem()
    {
        var scan = new FakeScan();
        await using var host = await ScanTests.StartAsync(scan);
        await using var page = await OpenAsync(host);
        var rows = page.Page.Locator("tr[data-signal]");
        await Assertions.Expect(rows).ToHaveCountAsync(50);
        await page.Page.Locator("#signal-outcome").SelectOptionAsync("stop");
        await Assertions.Expect(page.Page).ToHaveURLAsync(new Regex(@"/scan\?view=signals&outcome=stop$"));
        await Assertions.Expect(rows).ToHaveCountAsync(Math.Min(50, scan.Signals.Count(signal => signal.Outcome?.Kind == OutcomeKind.Stop)));
        await Assertions.Expect(page.Page.Locator("tr[data-signal]:not([data-outcome=stop])")).ToHaveCountAsync(0);
        await page.Page.Locator("#signal-direction").SelectOptionAsync("short");
        await Assertions.Expect(page.Page).ToHaveURLAsync(new Regex("(?=.*outcome=stop)(?=.*direction=short)"));
        await page.Page.Locator("#signal-interval").SelectOptionAsync("1h");
        await Assertions.Expect(page.Page).ToHaveURLAsync(new Regex("(?=.*direction=short)(?=.*interval=1h)"));
        await Assertions.Expect(rows.Locator(".way")).ToContainTextAsync(["Short"]);

        await page.GoToAsync("/scan?view=signals&instrument=binance:ETHUSDT&days=all&score=55");
        await Assertions.Expect(page.Page.Locator("#signal-instrument")).ToHaveValueAsync("binance:ETHUSDT");
        await Assertions.Expect(page.Page.Locator("#signal-days")).ToHaveValueAsync("all");
        await Assertions.Expect(rows).ToHaveCountAsync(Math.Min(50, scan.Signals.Count(signal => signal.Instrument.Symbol == "ETHUSDT" && Math.Abs(signal.Score) >= 55)));
        page.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Row_Opened_TellsHowItEnded()
    {
        var scan = new FakeScan();
        var both = scan.Signals.First(signal => signal.Outcome?.BothTouched == true);
        scan.Signals = [both];
        await using var host = await ScanTests.StartAsync(scan);
        await using var page = await OpenAsync(host);
        await Assertions.Expect(page.Page.Locator("tr[data-signal] .outcome-tag")).ToHaveTextAsync("✕Stop*");
        await page.Page.Locator("tr[data-signal] button").ClickAsync();
        var detail = page.Page.Locator("tr.detail");
        await Assertions.Expect(detail).ToContainTextAsync("It does not tell which came first, so it counts as stopped.");
        await Assertions.Expect(detail).ToContainTextAsync("-1.00 R");
        await Assertions.Expect(detail.Locator("[data-factor='Trend']")).ToContainTextAsync("80.0");
    }

    [Fact]
    public async Task HitRates_ByBandIntervalAndDirection_CountWhatTheReportSays()
    {
        var scan = new FakeScan();
        await using var host = await ScanTests.StartAsync(scan);
        await using var page = await OpenAsync(host, Address + "&days=all");
        var all = page.Page.Locator("tr[data-rate=All]");
        await Assertions.Expect(page.Page.Locator("tr[data-rate='50–60']")).ToBeVisibleAsync();
        await Assertions.Expect(all.Locator("td").Nth(3)).ToHaveTextAsync("230");
        var decided = scan.Signals.Where(signal => signal.Outcome?.R is not null).ToList();
        var targets = decided.Count(signal => signal.Outcome!.Kind == OutcomeKind.Target);
        await Assertions.Expect(all.Locator("td").First).ToHaveTextAsync((100.0 * targets / decided.Count).ToString("0.0") + "%");
        var sure = WilsonInterval.Of(targets, decided.Count);
        await Assertions.Expect(all.Locator("td").Nth(2)).ToHaveTextAsync($"{sure.Low * 100:0.0}% – {sure.High * 100:0.0}%");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Interval" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator("tr[data-rate]")).ToHaveCountAsync(4);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Direction" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator("tr[data-rate=Short]")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task OlderSignals_TakeThePlaceOfNewerOnes_SoTheListStaysBounded()
    {
        var scan = new FakeScan();
        await using var host = await ScanTests.StartAsync(scan);
        await using var page = await OpenAsync(host, Address + "&days=all");
        var (rows, older) = (page.Page.Locator("tr[data-signal]"), page.Page.GetByRole(AriaRole.Button, new() { Name = "Older signals" }));
        await Assertions.Expect(page.Page.GetByText("50 signals, newest first")).ToBeVisibleAsync();
        for (var turned = 1; turned <= 4; turned++)
        {
            await older.ClickAsync();
            await Assertions.Expect(rows.First).ToHaveAttributeAsync("data-signal", scan.Signals[50 * turned].Key);
            await Assertions.Expect(rows).ToHaveCountAsync(turned == 4 ? 30 : 50);
            await Assertions.Expect(page.Page.Locator("#signals-top")).ToBeFocusedAsync();
        }

        await Assertions.Expect(older).ToHaveCountAsync(0);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Newest signals" }).ClickAsync();
        await Assertions.Expect(rows.First).ToHaveAttributeAsync("data-signal", scan.Signals[0].Key);
        await Assertions.Expect(page.Page.GetByText("Newest signals")).ToHaveCountAsync(0);
        page.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Signals_RaisedMeanwhile_ComeByThemselves()
    {
        var scan = new FakeScan(5);
        var all = scan.Signals;
        scan.Signals = all[1..];
        await using var host = await ScanTests.StartAsync(scan);
        await using var page = await OpenAsync(host);
        await Assertions.Expect(page.Page.Locator("tr[data-signal]")).ToHaveCountAsync(4);
        scan.Signals = [all[0], .. all[1..].Select(signal => signal with { Outcome = signal.Outcome ?? all[4].Outcome })];
        await Assertions.Expect(page.Page.Locator("tr[data-signal]")).ToHaveCountAsync(5, new() { Timeout = 60_000 });
        await Assertions.Expect(page.Page.Locator("tr[data-signal]").First).ToHaveAttributeAsync("data-signal", all[0].Key);
        await Assertions.Expect(page.Page.Locator("tr[data-signal][data-outcome=open]")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Page.Locator("tr[data-rate=All] td").Nth(3)).ToHaveTextAsync("5");
    }

    [Fact]
    public async Task Export_HasAllThatPassTheFilters()
    {
        var scan = new FakeScan(1200);
        await using var host = await ScanTests.StartAsync(scan);
        await using var page = await OpenAsync(host, Address + "&days=all&direction=long");
        await Assertions.Expect(page.Page.Locator("tr[data-signal]")).ToHaveCountAsync(50);
        var download = await page.Page.RunAndWaitForDownloadAsync(() => page.Page.GetByRole(AriaRole.Button, new() { Name = "Export CSV" }).ClickAsync());
        var lines = await File.ReadAllLinesAsync((await download.PathAsync())!);
        lines[0].ShouldStartWith("created,instrument,interval,candle,direction,score,");
        lines.Length.ShouldBe(1 + scan.Signals.Count(signal => signal.Direction == SignalDirection.Long));
        download.SuggestedFilename.ShouldBe("signals.csv");
    }

    [Fact]
    public async Task Instrument_ThatIsNone_IsToldWithWhatIsExpected()
    {
        await using var host = await ScanTests.StartAsync(new FakeScan());
        await using var page = await OpenAsync(host);
        await page.Page.Locator("#signal-instrument").FillAsync("bitcoin");
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Page.Locator("#signal-instrument-problem")).ToContainTextAsync("such as binance:BTCUSDT");
        await Assertions.Expect(page.Page.Locator("#signal-instrument")).ToHaveAttributeAsync("aria-invalid", "true");
    }

    [Fact]
    public async Task SignalsThatDoNotAnswer_AreTold_AndComeWhenTheyDo()
    {
        var scan = new FakeScan { Fails = true };
        await using var host = await ScanTests.StartAsync(scan);
        await using var page = await OpenAsync(host);
        await Assertions.Expect(page.Page.GetByText("The signals do not answer.")).ToBeVisibleAsync();
        await page.ScreenshotAsync(PagesFixture.Screenshots, "signals-failing-dark-1440");
        (scan.Fails, scan.Signals) = (false, []);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Assertions.Expect(page.Page.GetByText("None was raised that passes these filters.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.GetByText("The signals do not answer.")).ToBeHiddenAsync();
        await page.ScreenshotAsync(PagesFixture.Screenshots, "signals-empty-dark-1440");
    }

    private async Task<WatchedPage> OpenAsync(PagesHost host, string address = Address)
    {
        var page = await fixture.Chromium.OpenAsync(host.Address);
        await page.GoToAsync(address);
        return page;
    }
}
