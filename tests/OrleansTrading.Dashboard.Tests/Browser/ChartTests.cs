using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using OrleansTrading.Dashboard.Instruments.Marks;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Dashboard.Tests.Browser;

/// <summary>The candle chart: its range, indicators and marks.</summary>
public sealed class ChartTests(PagesFixture fixture)
{
    private const string Address = "/instruments/binance:BTCUSDT";

    [Fact]
    public async Task Chart_InANarrowBrowser_ShowsFewerCandlesUnlessTheAddressSaysHowMany()
    {
        await using var page = await fixture.Chromium.OpenAsync(fixture.Address, width: 390);
        await page.GoToAsync("/instruments/binance:BTCUSDT");
        var chart = page.Page.Locator("[data-chart]");
        await Assertions.Expect(chart).ToHaveAttributeAsync("data-slots", "60");
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "1h", Exact = true }).ClickAsync();
        await Assertions.Expect(chart).ToHaveAttributeAsync("data-interval", "3600000");
        await Assertions.Expect(chart).ToHaveAttributeAsync("data-slots", "60");
        await page.GoToAsync("/instruments/binance:BTCUSDT?candles=100");
        await Assertions.Expect(chart).ToHaveAttributeAsync("data-slots", "100");
    }

    [Fact]
    public async Task Wheel_OverThePrices_Zooms_AndTheRangeComesToBeInTheAddress()
    {
        await using var page = await OpenAsync(Address);
        var chart = page.Page.Locator("[data-chart]");
        await Assertions.Expect(chart).ToHaveAttributeAsync("data-slots", "160");
        await page.Page.Locator(".prices .canvas").HoverAsync(new() { Position = new() { X = 700, Y = 200 } });
        await page.Page.Mouse.WheelAsync(0, -240);
        await Assertions.Expect(chart).ToHaveAttributeAsync("data-slots", "139");
        await Assertions.Expect(page.Page).ToHaveURLAsync(fixture.Address + Address + "?candles=139");
        page.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Drag_IntoThePast_LoadsOlderCandles_AndTheNewestIsAButtonAway()
    {
        await using var page = await OpenAsync(Address + "?candles=300");
        var chart = page.Page.Locator("[data-chart]");
        await Assertions.Expect(chart).ToHaveAttributeAsync("data-slots", "300");
        var first = await FirstAsync(chart);
        var box = (await page.Page.Locator(".prices .canvas").BoundingBoxAsync())!;
        await page.Page.Mouse.MoveAsync(box.X + 100, box.Y + 150);
        await page.Page.Mouse.DownAsync();
        await page.Page.Mouse.MoveAsync(box.X + 100 + (box.Width / 2), box.Y + 150, new() { Steps = 8 });
        await page.Page.Mouse.UpAsync();
        await Assertions.Expect(page.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex(@"to=\d+&?"));
        (await FirstAsync(chart)).ShouldBeLessThan(first - (100 * 60_000));
        // Every slot has its candle: those before the ones at hand have come.
        await Assertions.Expect(chart).ToHaveAttributeAsync("data-candles", new System.Text.RegularExpressions.Regex($@"^\[\[{await FirstAsync(chart)},"));
        await page.Page.Locator("[data-move=now]").ClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-move=now]")).ToBeDisabledAsync();
        await Assertions.Expect(page.Page).Not.ToHaveURLAsync(new System.Text.RegularExpressions.Regex("to="));
        page.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Address_OfATimeBeforeAnyMarket_IsRefusedInWords()
    {
        await using var page = await OpenAsync(Address + "?to=1");
        await Assertions.Expect(page.Page.Locator(".chart-tools [role=status]").First).ToHaveTextAsync("Nothing was traded so long ago.");
        await page.Page.Locator("[data-move=now]").ClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-chart]")).ToHaveAttributeAsync("data-slots", "160");
        page.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Keys_AndButtons_ZoomAndMove()
    {
        await using var page = await OpenAsync(Address);
        var chart = page.Page.Locator("[data-chart]");
        await page.Page.Locator("[data-plots]").FocusAsync();
        await page.Page.Keyboard.PressAsync("-");
        await Assertions.Expect(chart).ToHaveAttributeAsync("data-slots", "224");
        await page.Page.Keyboard.PressAsync("+");
        await Assertions.Expect(chart).ToHaveAttributeAsync("data-slots", "160");
        var first = await FirstAsync(chart);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Older" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-move=now]")).ToBeEnabledAsync();
        (await FirstAsync(chart)).ShouldBeInRange(first - (81 * 60_000), first - (78 * 60_000));
    }

    [Fact]
    public async Task Address_WithRangeAndIndicators_IsDrawnAsItSays()
    {
        await using var page = await OpenAsync(Address + "?candles=120&with=bollinger.rsi.macd");
        await Assertions.Expect(page.Page.Locator("[data-chart]")).ToHaveAttributeAsync("data-slots", "120");
        await Assertions.Expect(page.Page.Locator("[data-line='Bollinger 20, 2']")).ToHaveCountAsync(3);
        await Assertions.Expect(page.Page.Locator("[data-pane=rsi] path.over")).ToHaveAttributeAsync("d", new System.Text.RegularExpressions.Regex("^M.*L.*L"));
        await Assertions.Expect(page.Page.Locator("[data-pane=macd] path.bars")).ToHaveCountAsync(1);
        await page.ScreenshotAsync(PagesFixture.Screenshots, "chart-indicators-dark-1440");
    }

    [Fact]
    public async Task Indicator_Chosen_IsDrawn_AndStaysWithAnotherInterval()
    {
        await using var page = await OpenAsync(Address);
        await Assertions.Expect(page.Page.Locator("[data-line='EMA channel 33']")).ToHaveCountAsync(2);
        await page.Page.Locator(".chart-tools summary").ClickAsync();
        await page.Page.Locator("[data-indicator=rsi]").CheckAsync();
        await Assertions.Expect(page.Page.Locator("[data-pane=rsi]")).ToBeVisibleAsync();
        await Assertions.Expect(page.Page).ToHaveURLAsync(fixture.Address + Address + "?with=channel.rsi");
        await page.Page.Locator("[data-indicator=channel]").UncheckAsync();
        await Assertions.Expect(page.Page.Locator("[data-line]")).ToHaveCountAsync(0);
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "5m", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-chart]")).ToHaveAttributeAsync("data-interval", "300000");
        await Assertions.Expect(page.Page.Locator("[data-pane=rsi]")).ToBeVisibleAsync();
        page.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task SignalsAndFills_AreMarked_AndSayWhatTheyAre()
    {
        await using var page = await OpenAsync(Address);
        await Assertions.Expect(page.Page.Locator("[data-mark=signal]")).ToHaveCountAsync(2, new() { Timeout = 15_000 });
        await Assertions.Expect(page.Page.GetByTitle(new System.Text.RegularExpressions.Regex("^Signal to buy on 1m, score 72: entry "))).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.GetByTitle(new System.Text.RegularExpressions.Regex("^paper bought 0.04 at |^paper bought 0.05 at "))).ToBeVisibleAsync();
    }

    [Fact]
    public async Task MoreMarksThanAreDrawn_HideNoFill_AndAreCounted_AndAnAccountThatDoesNotAnswerIsNamed()
    {
        await using var host = await PagesHost.StartAsync(PagesFixture.Fill, addServices: services => services.AddSingleton<IMarkReader>(new ManyMarks()));
        await using var page = await fixture.Chromium.OpenAsync(host.Address);
        await page.GoToAsync(Address);
        await Assertions.Expect(page.Page.Locator("[data-mark=fill]")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Page.Locator("[data-mark=signal]")).ToHaveCountAsync(118);
        await Assertions.Expect(page.Page.Locator("[data-marks-left]")).ToHaveTextAsync("32 more marks are not drawn; zoom in to see them.");
        await Assertions.Expect(page.Page.Locator("[data-marks-failed]")).ToContainTextAsync("Executions of harmed do not come; those shown came before.");
        await page.ScreenshotAsync(PagesFixture.Screenshots, "chart-many-marks-dark-1440");
        page.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Navigator_Clicked_GoesThere()
    {
        await using var page = await OpenAsync(Address + "?candles=60");
        var navigator = (await page.Page.Locator("[data-navigator]").BoundingBoxAsync())!;
        await page.Page.Mouse.ClickAsync(navigator.X + (navigator.Width / 2), navigator.Y + 10);
        await Assertions.Expect(page.Page.Locator("[data-move=now]")).ToBeEnabledAsync();
        await Assertions.Expect(page.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex(@"to=\d+"));
    }

    private static async Task<long> FirstAsync(ILocator chart) => long.Parse((await chart.GetAttributeAsync("data-first"))!, CultureInfo.InvariantCulture);

    private async Task<EndToEnd.Tests.Browser.WatchedPage> OpenAsync(string address)
    {
        var page = await fixture.Chromium.OpenAsync(fixture.Address);
        await page.GoToAsync(address);
        await Assertions.Expect(page.Page.Locator(".stage[data-ready]")).ToBeVisibleAsync();
        return page;
    }

    /// <summary>A signal for each of the last 150 minutes, two fills, and an account that is harmed.</summary>
    private sealed class ManyMarks : IMarkReader
    {
        private readonly long _now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() / 60_000 * 60_000;

        public Task<IReadOnlyList<ChartMark>> GetSignalsAsync(InstrumentId instrument) => Task.FromResult<IReadOnlyList<ChartMark>>(
            [.. Enumerable.Range(0, 150).Select(i => new ChartMark($"signal/{i}", _now - (i * 60_000), 67_000, i % 2 == 0) { Interval = KlineInterval.OneMinute })]);

        public Task<IReadOnlyList<string>> GetAccountsAsync() => Task.FromResult<IReadOnlyList<string>>(["harmed", "paper"]);

        public Task<IReadOnlyList<ChartMark>> GetFillsAsync(string account, InstrumentId instrument) => account == "harmed"
            ? Task.FromException<IReadOnlyList<ChartMark>>(new InvalidDataException("told to be harmed"))
            : Task.FromResult<IReadOnlyList<ChartMark>>([.. Enumerable.Range(0, 2).Select(i => new ChartMark($"fill/{i}", _now - (i * 600_000), 67_100, i == 0) { Account = account, Quantity = 0.01 })]);
    }
}
