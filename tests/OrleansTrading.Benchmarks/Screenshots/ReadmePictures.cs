using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using OrleansTrading.EndToEnd.Tests.Browser;
using OrleansTrading.TestKit;

namespace OrleansTrading.Benchmarks.Screenshots;

/// <summary>The README's pictures, taken of a real host on its simulated market.</summary>
internal static class ReadmePictures
{
    private const int LargestFile = 250 * 1024;
    private const string Orders = "/api/v1/accounts/paper/orders";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>So that there is something to see: an hour's signals, and positions that have moved.</summary>
    private static readonly TimeSpan Running = TimeSpan.FromMinutes(3);

    private static readonly object[] Trades =
    [
        new { instrument = "binance:BTCUSDT", side = "buy", notional = 2_500, guards = new { trailingPercent = 1.5 } },
        new { instrument = "binance:ETHUSDT", side = "sell", notional = 1_500, guards = new { trailingPercent = 2 } },
        new { instrument = "binance:SOLUSDT", side = "buy", notional = 800 },
    ];

    public static async Task<int> WriteAsync(TextWriter output)
    {
        var directory = Directory.CreateDirectory(Repository.PathOf("docs", "images")).FullName;
        using var data = new TemporaryDirectory();
        await using var silo = await HostProcess.StartSiloAsync(data.Path, new Dictionary<string, string> { ["Logging__LogLevel__Default"] = "Warning" });
        await TradeAsync(silo);
        await output.WriteLineAsync($"The market runs for {Running.TotalMinutes:N0} minutes first.");
        await Task.Delay(Running, TimeProvider.System);
        await using var chromium = await Chromium.StartAsync();
        await TakeAsync(chromium, silo, "", "tr[data-instrument] [data-cell=price]", Path.Combine(directory, "overview.png"), output);
        await TakeAsync(chromium, silo, "instruments/binance:BTCUSDT?interval=5m", ".headline [data-cell=price]", Path.Combine(directory, "instrument.png"), output);
        return 0;
    }

    private static async Task TradeAsync(HostProcess silo)
    {
        using var http = new HttpClient { BaseAddress = silo.Address };
        await Eventually.GetAsync(
            async () => (await http.GetFromJsonAsync<JsonElement[]>("/api/v1/instruments"))!,
            rows => rows.Length > 0 && rows.All(row => row.GetProperty("freshness").GetString() == "fresh"),
            Limit,
            () => silo.Output);
        foreach (var trade in Trades)
        {
            using var answer = await http.PostAsJsonAsync(Orders, trade);
            if (!answer.IsSuccessStatusCode)
                throw new InvalidOperationException($"{trade}: {await answer.Content.ReadAsStringAsync()}");
        }
    }

    private static async Task TakeAsync(Chromium chromium, HostProcess silo, string path, string content, string file, TextWriter output)
    {
        await using var watched = await chromium.OpenAsync(silo.Address.ToString(), ColorScheme.Dark, 1440, 840);
        await watched.GoToAsync(path);
        await Assertions.Expect(watched.Page.Locator(content).First).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("[0-9]"), new() { Timeout = 30_000 });
        // One frame a quarter of a second: every part of the page has had its turn.
        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System);
        await watched.Page.ScreenshotAsync(new() { Path = file, Animations = ScreenshotAnimations.Disabled });
        if (watched.Errors.TryPeek(out var error))
            throw new InvalidOperationException($"The page /{path} has an error: {error}");
        var size = new FileInfo(file).Length;
        await output.WriteLineAsync($"{Path.GetRelativePath(Repository.Root, file)}: {size / 1024.0:N0} KiB");
        if (size > LargestFile)
            throw new InvalidOperationException($"{file} has {size} bytes; expected at most {LargestFile}.");
    }
}
