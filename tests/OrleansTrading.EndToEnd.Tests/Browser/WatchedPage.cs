using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace OrleansTrading.EndToEnd.Tests.Browser;

/// <summary>A page whose console and requests are watched.</summary>
internal sealed class WatchedPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    private WatchedPage(IBrowserContext context, IPage page) => (_context, Page) = (context, page);

    public IPage Page { get; }

    /// <summary>Errors of the console and of scripts.</summary>
    public ConcurrentQueue<string> Errors { get; } = new();

    /// <summary>Addresses asked for that are not on loopback. They are refused.</summary>
    public ConcurrentQueue<string> Outside { get; } = new();

    public static async Task<WatchedPage> CreateAsync(IBrowserContext context)
    {
        var watched = new WatchedPage(context, await context.NewPageAsync());
        watched.Page.Console += (_, message) =>
        {
            if (message.Type == "error")
                watched.Errors.Enqueue($"{message.Text} ({message.Location})");
        };
        watched.Page.PageError += (_, error) => watched.Errors.Enqueue(error);
        await context.RouteAsync("**/*", async route =>
        {
            if (Uri.TryCreate(route.Request.Url, UriKind.Absolute, out var address) && (address.IsLoopback || address.Scheme is "data" or "blob"))
            {
                await route.ContinueAsync();
                return;
            }

            watched.Outside.Enqueue(route.Request.Url);
            await route.AbortAsync();
        });
        return watched;
    }

    /// <summary>Opens an address and waits until the page is live: what is clicked from now on reaches the server.</summary>
    public async Task<IResponse?> GoToAsync(string address)
    {
        var response = await Page.GotoAsync(address);
        await Assertions.Expect(Page.Locator("main[data-live=true]")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        return response;
    }

    /// <summary>Writes a picture of the whole page.</summary>
    public Task ScreenshotAsync(string directory, string name) =>
        Page.ScreenshotAsync(new() { Path = Path.Combine(directory, name + ".png"), FullPage = true });

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        if (_context.Browser is { } browser)
            await browser.DisposeAsync();
    }
}
