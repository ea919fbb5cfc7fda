using Microsoft.Playwright;
using OrleansTrading.EndToEnd.Tests.Market;
using OrleansTrading.TestKit;

namespace OrleansTrading.EndToEnd.Tests.Browser;

/// <summary>
/// Somebody who knows the pages only finds out why candles are stale, has them repaired, watches that and sees the gap gone. The venue
/// is broken and mended behind their back; everything else is read from the page and clicked on it.
/// </summary>
public sealed class GapRepairTests
{
    private const string Row = "tr[data-instrument='binance:BTCUSDT']";

    /// <summary>Data is stale when it is a minute old; what comes before takes a while on a busy machine.</summary>
    private const float Long = 150_000;

    private const float Patient = 60_000;

    [Fact]
    public async Task StaleCandles_AreExplained_RepairedByTheJob_AndTheirGapIsGone()
    {
        // Ten candles a second: after the minute that makes them stale, more are missing than the service brings by itself.
        await using var simulator = await HostProcess.StartSimulatorAsync(["--symbols", "2", "--seed", "9", "--speed", "600", "--trades-per-second", "0.1"]);
        using var venue = new SimulatorAdmin(simulator.Address);
        using var data = new TemporaryDirectory();
        await using var silo = await HostProcess.StartSiloAsync(data.Path, Settings(simulator.Address));
        await using var chromium = await Chromium.StartAsync();
        await using var page = await chromium.OpenAsync(silo.Address.ToString());
        await page.GoToAsync("/instruments");
        await Assertions.Expect(page.Page.Locator($"{Row} [data-freshness=Fresh]")).ToBeVisibleAsync(new() { Timeout = Patient });

        await venue.InjectAsync(new { fault = "freeze", symbol = "BTCUSDT", stream = "kline" });
        await venue.InjectAsync(new { fault = "http", path = "/fapi/v1/klines", status = 503 });

        // Which one is stale, and why.
        await page.Page.GetByRole(AriaRole.Combobox, new() { Name = "Data" }).SelectOptionAsync("Stale");
        await Assertions.Expect(page.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("data=Stale"), new() { Timeout = Patient });
        await Assertions.Expect(page.Page.Locator($"{Row} [data-freshness=Stale]")).ToBeVisibleAsync(new() { Timeout = Long });
        await page.Page.Locator($"{Row} a").ClickAsync(new() { Timeout = Long });
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Heading, new() { Name = "Why the data is stale" })).ToBeVisibleAsync(new() { Timeout = Patient });
        var candles = page.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Candles" }).First;
        await Assertions.Expect(candles).ToContainTextAsync("since");
        await Assertions.Expect(candles).ToContainTextAsync("fetches candles by request until it is back");
        await Assertions.Expect(page.Page.GetByText("The newest candle is old.")).ToBeVisibleAsync();
        await page.ScreenshotAsync(SiloFixture.Screenshots, "stale-dark-1440");

        // The venue is well again: candles come, and what is too long a gap for the service alone stays.
        await venue.ClearFaultsAsync();
        await Assertions.Expect(page.Page.Locator(".headline")).ToContainTextAsync("Fresh", new() { Timeout = Long });
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "See which, and repair them" }).ClickAsync();
        var gaps = page.Page.GetByRole(AriaRole.Region, new() { Name = "Missing candles" });
        await Assertions.Expect(gaps.GetByRole(AriaRole.Row).Filter(new() { HasText = "1m" }).First).ToBeVisibleAsync();

        // The job, watched to its end.
        await gaps.GetByRole(AriaRole.Button, new() { Name = "Repair now" }).ClickAsync();
        await Assertions.Expect(gaps.GetByText("Repair is done")).ToBeVisibleAsync(new() { Timeout = Patient });
        await Assertions.Expect(gaps).ToContainTextAsync("candles repaired");
        await Assertions.Expect(gaps.GetByText("No candle is missing.")).ToBeVisibleAsync(new() { Timeout = Patient });
        await Assertions.Expect(page.Page.GetByText("candles are missing.")).ToHaveCountAsync(0);
        await page.ScreenshotAsync(SiloFixture.Screenshots, "repaired-dark-1440");
        page.Errors.ShouldBeEmpty();
    }

    private static Dictionary<string, string> Settings(Uri simulator) => new()
    {
        ["Venues__Binance__SimulatorAddress"] = simulator.ToString(),
        ["Venues__Kraken__Enabled"] = "false",
        ["Venues__Okx__Enabled"] = "false",
        ["Watchlist__Symbols"] = "BTCUSDT,ETHUSDT",
        ["Simulator__Speed"] = "600",
        ["Market__Intervals"] = "1m,5m",
        ["Market__Streams"] = "Trade",
        ["Market__Capacity"] = "3000",
        ["Market__MaxRepairCandles"] = "300",
        ["Streams__KlineTimeout"] = "00:00:05",
    };
}
