using System.Text.Json;
using Microsoft.Playwright;
using OrleansTrading.EndToEnd.Tests.Browser;

namespace OrleansTrading.Benchmarks.Pages;

/// <summary>Looks at a page from inside it: when its first content came, when a price changed.</summary>
internal static class BrowserWatch
{
    private const float Limit = 30_000;

    /// <summary>Settles with the milliseconds from the beginning of the navigation to the first element of that kind with such a text.</summary>
    private const string ContentScript = """
        ([selector, pattern]) => {
          window.firstContent = new Promise(resolve => {
            const text = new RegExp(pattern);
            const observer = new MutationObserver(look);
            function look() {
              if (![...document.querySelectorAll(selector)].some(element => text.test(element.textContent))) return;
              observer.disconnect();
              resolve(performance.now());
            }
            observer.observe(document, { subtree: true, childList: true, characterData: true });
          });
          window.firstPaint = new Promise(resolve => new PerformanceObserver(list => {
            for (const entry of list.getEntries()) if (entry.name === "first-contentful-paint") resolve(entry.startTime);
          }).observe({ type: "paint", buffered: true }));
        }
        """;

    private const string PricesScript = """
        selector => {
          const shown = window.shownPrices = [];
          new MutationObserver(changes => {
            const at = performance.timeOrigin + performance.now();
            const cells = new Set(changes.map(change => (change.target.nodeType === Node.ELEMENT_NODE ? change.target : change.target.parentElement)?.closest(selector)));
            for (const cell of cells) if (cell) shown.push({ instrument: cell.closest("[data-instrument]")?.dataset.instrument ?? "", text: cell.textContent.trim(), at });
          }).observe(document.body, { subtree: true, childList: true, characterData: true });
        }
        """;

    /// <summary>A page that nothing stands between it and the server: what is asked for is not looked at on its way.</summary>
    public static async Task<WatchedPage> OpenAsync(Chromium chromium, Uri address)
    {
        var watched = await chromium.OpenAsync(address.ToString());
        await watched.Page.Context.UnrouteAllAsync();
        return watched;
    }

    /// <summary>Loads a page in a fresh profile: milliseconds to its first content and to its first paint.</summary>
    public static async Task<(double Content, double Paint)> LoadAsync(Chromium chromium, Uri address, WatchedContent content)
    {
        await using var watched = await OpenAsync(chromium, address);
        await watched.Page.AddInitScriptAsync($"({ContentScript})({JsonSerializer.Serialize(new[] { content.Selector, content.Pattern })})");
        await watched.Page.GotoAsync(content.Path, new() { WaitUntil = WaitUntilState.Commit, Timeout = Limit });
        var came = watched.Page.EvaluateAsync<double>("() => window.firstContent");
        var painted = watched.Page.EvaluateAsync<double>("() => window.firstPaint");
        return (await came.WaitAsync(TimeSpan.FromMilliseconds(Limit)), await painted.WaitAsync(TimeSpan.FromMilliseconds(Limit)));
    }

    /// <summary>Begins to note every price that comes to stand in the page.</summary>
    public static Task WatchPricesAsync(IPage page, string selector) => page.EvaluateAsync(PricesScript, selector);

    public static async Task<ShownPrice[]> TakePricesAsync(IPage page) =>
        JsonSerializer.Deserialize<ShownPrice[]>(await page.EvaluateAsync<string>("() => JSON.stringify(window.shownPrices.splice(0))"), JsonSerializerOptions.Web)!;
}
