using Microsoft.Playwright;

namespace OrleansTrading.EndToEnd.Tests.Browser;

/// <summary>A headless Chromium with a profile of its own. It talks to loopback only; what else it asks for is recorded and refused.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private readonly IPlaywright _playwright;

    private Chromium(IPlaywright playwright) => _playwright = playwright;

    /// <summary>The browser's path: the environment variable CHROMIUM, or where Debian's package puts it.</summary>
    public static string ExecutablePath => Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } named ? named : "/usr/bin/chromium";

    public static async Task<Chromium> StartAsync()
    {
        if (!File.Exists(ExecutablePath))
            throw new InvalidOperationException($"No Chromium at {ExecutablePath}: install the package 'chromium' or name one in CHROMIUM.");
        return new Chromium(await Playwright.CreateAsync());
    }

    /// <summary>A page in a browser of its own: one that breaks down takes no other page with it.</summary>
    /// <param name="baseUrl">What relative addresses start from.</param>
    /// <param name="scheme">What the system prefers.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    public async Task<WatchedPage> OpenAsync(string baseUrl, ColorScheme scheme = ColorScheme.Dark, int width = 1440, int height = 900)
    {
        var browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = ExecutablePath, Headless = true, Args = Arguments });
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = baseUrl,
            ColorScheme = scheme,
            ViewportSize = new() { Width = width, Height = height },
        });
        return await WatchedPage.CreateAsync(context);
    }

    public ValueTask DisposeAsync()
    {
        _playwright.Dispose();
        return ValueTask.CompletedTask;
    }
}
