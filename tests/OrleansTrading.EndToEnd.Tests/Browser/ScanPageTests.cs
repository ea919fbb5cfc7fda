using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OrleansTrading.TestKit;

namespace OrleansTrading.EndToEnd.Tests.Browser;

/// <summary>Signals from their making to what came of them, in a simulated market whose minutes are seconds, as a user sees it.</summary>
public sealed partial class ScanPageTests
{
    /// <summary>Nearly everything is a signal, and a minute of the market passes in two seconds.</summary>
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["Signals__Threshold"] = "10",
        ["Simulator__Speed"] = "30",
        ["Outcomes__TimeLimitCandles"] = "3",
    };

    private static readonly LocatorAssertionsToBeVisibleOptions Patient = new() { Timeout = 60_000 };

    [Fact]
    public async Task Market_ScannedComparedAndSignalled_ShowsWhatCameOfItsSignals()
    {
        using var data = new TemporaryDirectory();
        await using var silo = await HostProcess.StartSiloAsync(data.Path, Settings);
        await using var chromium = await Chromium.StartAsync();
        await using var page = await chromium.OpenAsync(silo.Address.ToString());

        await page.GoToAsync("/scan");
        var rows = page.Page.Locator("tr[data-reading]");
        await Assertions.Expect(rows.First).ToBeVisibleAsync(Patient);
        await rows.First.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-factor=Trend] b").First).ToHaveTextAsync(Number());

        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Compare with REST…" }).ClickAsync();
        await page.Page.Locator("dialog [data-confirm]").ClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-compared]").First).ToBeVisibleAsync(Patient);
        await page.ScreenshotAsync(SiloFixture.Screenshots, "scan-dark-1440");

        using var http = new HttpClient { BaseAddress = silo.Address };
        await RunAsync(http, "scan-market");
        await page.GoToAsync("/scan?view=signals&days=all&interval=1m");
        var decided = page.Page.Locator("tr[data-signal]:is([data-outcome=target], [data-outcome=stop], [data-outcome=time])");
        await Eventually.TrueAsync(
            async () =>
            {
                await RunAsync(http, "settle-signals");
                await page.GoToAsync("/scan?view=signals&days=all&interval=1m");
                await Assertions.Expect(page.Page.Locator("tr[data-signal]").First).ToBeVisibleAsync(Patient);
                return await decided.CountAsync() > 0;
            },
            TimeSpan.FromSeconds(120));
        await decided.First.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page.Page.Locator("tr.detail")).ToContainTextAsync(" R ");
        await Assertions.Expect(page.Page.Locator("tr[data-rate=All] td").First).ToHaveTextAsync(Share(), new() { Timeout = 60_000 });
        await page.ScreenshotAsync(SiloFixture.Screenshots, "signals-dark-1440");
        page.Errors.ShouldBeEmpty();
        page.Outside.ShouldBeEmpty();
    }

    /// <summary>Runs a job and waits until it has ended; one that runs already is as good.</summary>
    private static async Task RunAsync(HttpClient http, string job)
    {
        using var begun = await http.PostAsync($"/api/v1/jobs/{job}/runs", null);
        await Eventually.TrueAsync(
            async () => Succeeded().IsMatch(await http.GetStringAsync($"/api/v1/jobs/{job}/runs?limit=1")), TimeSpan.FromSeconds(60));
    }

    [GeneratedRegex(@"^\d+\.\d$")]
    private static partial Regex Number();

    [GeneratedRegex(@"^\d+\.\d%$")]
    private static partial Regex Share();

    [GeneratedRegex("\"state\":\\s*\"succeeded\"", RegexOptions.IgnoreCase)]
    private static partial Regex Succeeded();
}
