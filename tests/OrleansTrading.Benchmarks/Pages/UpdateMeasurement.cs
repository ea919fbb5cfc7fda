using OrleansTrading.EndToEnd.Tests.Browser;

namespace OrleansTrading.Benchmarks.Pages;

/// <summary>Watches the prices of one page in a browser and asks the simulator when each of them came to be.</summary>
internal static class UpdateMeasurement
{
    /// <summary>Before it is watched a page shall be past its beginning.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(10);

    public static async Task<UpdateLatency> RunAsync(PagesMarket market, Chromium chromium, WatchedContent content, int seconds)
    {
        var clockOffset = await market.ClockOffsetAsync();
        await using var watched = await BrowserWatch.OpenAsync(chromium, market.Address);
        await watched.GoToAsync(content.Path);
        await Task.Delay(Settling, TimeProvider.System);
        await BrowserWatch.WatchPricesAsync(watched.Page, content.Selector);
        var from = TimeProvider.System.GetUtcNow() - Lead;
        await Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System);
        var shown = await BrowserWatch.TakePricesAsync(watched.Page);
        var to = TimeProvider.System.GetUtcNow();
        if (watched.Errors.TryPeek(out var error))
            throw new InvalidOperationException($"The page {content.Path} has an error: {error}");

        var latency = new UpdateLatency();
        foreach (var instrument in shown.GroupBy(change => change.Instrument))
        {
            var id = instrument.Key.Length > 0 ? instrument.Key : content.Path;
            var trades = await market.GetTradesAsync(id[(id.IndexOf(':', StringComparison.Ordinal) + 1)..], from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds());
            latency.Add([.. instrument], trades, clockOffset);
        }

        return latency.Count > 0 ? latency : throw new InvalidOperationException($"Of {shown.Length} prices that {content.Path} came to show none could be found among the trades.");
    }
}
