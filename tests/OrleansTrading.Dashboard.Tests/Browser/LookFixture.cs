using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using OrleansTrading.Contracts.Access;
using OrleansTrading.Dashboard.Access;
using OrleansTrading.Dashboard.Scan;
using OrleansTrading.Dashboard.Tests.Trading;
using OrleansTrading.EndToEnd.Tests.Browser;

namespace OrleansTrading.Dashboard.Tests.Browser;

/// <summary>A host with something to see on every page, and how a page is looked at.</summary>
public sealed class LookFixture : IAsyncLifetime
{
    /// <remarks>As few people look, and most breaks; all combinations with <c>LOOKS=all</c> in the environment. Wide, dark and English is looked at over the real host.</remarks>
    private static readonly (string Language, ColorScheme Scheme, int Width)[] Looks = Environment.GetEnvironmentVariable("LOOKS") == "all"
        ? [.. from language in (string[])["en", "zh"] from scheme in (ColorScheme[])[ColorScheme.Dark, ColorScheme.Light] from width in (int[])[1440, 390] select (language, scheme, width)]
        : [("zh", ColorScheme.Light, 390)];

    private PagesHost? _host;

    public async ValueTask InitializeAsync()
    {
        var access = FakeAccess.Filled(TimeProvider.System);
        _host = await TradingFixture.StartAsync(TradingFixture.Busy(), addServices: services => services
            .AddSingleton<IAuditLog>(access).AddSingleton<IApiTokens>(access).AddSingleton<ISettingsReader>(access).AddSingleton<IScanReader>(new FakeScan()));
        PagesFixture.Fill(_host.Desk);
        MadeUpJobs.Fill(_host.Jobs);
        FakeCluster.Fill(_host.Cluster);
    }

    public ValueTask DisposeAsync() => _host?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>
    /// Opens a page in each look: every time it is drawn without an error and without a bar to
    /// scroll sideways, axe-core finds nothing serious, and a picture is kept.
    /// </summary>
    /// <param name="chromium">The browser.</param>
    /// <param name="name">Of the pictures.</param>
    /// <param name="address">The page.</param>
    /// <param name="sign">What is there once it has its content.</param>
    internal async Task LookAsync(Chromium chromium, string name, string address, string sign)
    {
        await using var page = await chromium.OpenAsync(_host!.Address);
        var found = new List<string>();
        foreach (var (language, scheme, width) in Looks)
        {
            await page.Page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
            await OpenAsync(page, language, width, name == "sign-in", address, sign);
            if (name == "instrument")
                await Assertions.Expect(page.Page.Locator("[data-chart]")).ToHaveAttributeAsync("data-slots", width < 520 ? "60" : "160");
            var look = $"{name}-{language}-{scheme.ToString().ToLowerInvariant()}-{width}";
            await page.ScreenshotAsync(PagesFixture.Screenshots, look);
            var overflow = await page.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth");
            if (overflow > 0)
                found.Add($"{look}: {overflow} pixels too wide");
            found.AddRange((await Axe.ViolationsAsync(page.Page)).Select(violation => $"{look}: {violation}"));
        }

        found.ShouldBeEmpty();
        page.Errors.Where(error => name != "missing" || !error.Contains("404", StringComparison.Ordinal)).ShouldBeEmpty();
        page.Outside.ShouldBeEmpty();
    }

    private async Task OpenAsync(WatchedPage page, string language, int width, bool isPlain, string address, string sign)
    {
        await page.Page.SetViewportSizeAsync(width, 900);
        await page.Page.Context.AddCookiesAsync([new() { Name = "language", Value = language, Url = _host!.Address }]);
        if (isPlain)
            await page.Page.GotoAsync(address);
        else
            await page.GoToAsync(address);
        await Assertions.Expect(page.Page.Locator("h1")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Page.Locator(sign).First).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.Locator(".spinner:visible")).ToHaveCountAsync(0);
    }
}
