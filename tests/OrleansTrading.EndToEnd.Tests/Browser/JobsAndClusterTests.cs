using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace OrleansTrading.EndToEnd.Tests.Browser;

/// <summary>The pages of jobs and of the cluster over the real host: what is done there is done by the grains, and what they tell is seen.</summary>
public sealed partial class JobsAndClusterTests(SiloFixture fixture) : IClassFixture<SiloFixture>
{
    private const int Patience = 90_000;

    [Fact]
    public async Task Job_RunByHandWithParameters_IsFollowedToItsEndAndKept()
    {
        await using var page = await fixture.Chromium.OpenAsync(fixture.Address);
        await page.GoToAsync("/jobs");
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "find-gaps", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Page.Locator("h1")).ToHaveTextAsync("find-gaps", new() { Timeout = Patience });
        await page.Page.GetByLabel("days", new() { Exact = true }).FillAsync("5000");
        await page.Page.Locator("[data-run-now]").ClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-defect=days]")).ToContainTextAsync("expected an integer", new() { Timeout = Patience });
        await page.Page.GetByLabel("days", new() { Exact = true }).FillAsync("1");
        await page.Page.Locator("[data-run-now]").ClickAsync();
        var run = page.Page.Locator("section[data-run]");
        await Assertions.Expect(run).ToHaveAttributeAsync("data-run-state", Ended(), new() { Timeout = Patience });
        await Assertions.Expect(run).ToContainTextAsync("""{"days":1}""");
        await Assertions.Expect(run.Locator(".runlog")).ToContainTextAsync("over the last 1d.");
        var address = (await run.GetByRole(AriaRole.Link).First.GetAttributeAsync("href"))!;
        await page.GoToAsync("/" + address);
        await Assertions.Expect(page.Page.Locator(".runlog")).ToContainTextAsync("over the last 1d.", new() { Timeout = Patience });
        await page.ScreenshotAsync(SiloFixture.Screenshots, "run-of-a-job");
        AssertClean(page);
    }

    [Fact]
    public async Task Schedule_ChangedOnThePage_IsInForceUntilItIsTakenBack()
    {
        await using var page = await fixture.Chromium.OpenAsync(fixture.Address);
        await page.GoToAsync("/jobs/prune");
        await Assertions.Expect(page.Page.Locator("[data-schedule]")).ToHaveTextAsync("0 10 0 * * *", new() { Timeout = Patience });
        await ChangeAsync(page, "0 30 3 * * *", "0 30 3 * * *");
        await Assertions.Expect(page.Page.Locator("[data-next]")).ToContainTextAsync("03:30:00");
        await ChangeAsync(page, "", "0 10 0 * * *");
        await page.Page.Locator("[data-toggle]").ClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-paused]")).ToBeVisibleAsync(new() { Timeout = Patience });
        await page.Page.Locator("[data-toggle]").ClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-paused]")).ToHaveCountAsync(0, new() { Timeout = Patience });
        AssertClean(page);
    }

    [Fact]
    public async Task Cluster_ShowsTheSiloItsCallsAndItsReminders()
    {
        await using var page = await fixture.Chromium.OpenAsync(fixture.Address);
        await page.GoToAsync("/cluster");
        await Assertions.Expect(page.Page.Locator("[data-silo]")).ToHaveAttributeAsync("data-status", "Active", new() { Timeout = Patience });
        await Assertions.Expect(page.Page.Locator("[data-uptime]")).ToBeVisibleAsync(new() { Timeout = Patience });
        await Assertions.Expect(page.Page.Locator("[data-grain=SymbolGrain]")).ToContainTextAsync(Latency(), new() { Timeout = Patience });
        await Assertions.Expect(page.Page.Locator("[data-reminder=prune]")).ToBeVisibleAsync(new() { Timeout = Patience });
        await page.ScreenshotAsync(SiloFixture.Screenshots, "cluster");
        AssertClean(page);
    }

    private static async Task ChangeAsync(WatchedPage page, string text, string inForce)
    {
        await page.Page.Locator("[data-edit]").ClickAsync();
        await page.Page.Locator("#schedule-text").FillAsync(text);
        await Assertions.Expect(page.Page.Locator("#schedule-preview li")).ToHaveCountAsync(5, new() { Timeout = Patience });
        await page.Page.Locator("[data-save]").ClickAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync(inForce);
        await page.Page.GetByRole(AriaRole.Dialog).Locator("[data-confirm]").ClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-schedule]")).ToHaveTextAsync(inForce, new() { Timeout = Patience });
        await Assertions.Expect(page.Page.Locator("#schedule-text")).ToHaveCountAsync(0, new() { Timeout = Patience });
    }

    private static void AssertClean(WatchedPage page)
    {
        page.Errors.ShouldBeEmpty();
        page.Outside.ShouldBeEmpty();
    }

    [GeneratedRegex("^(Succeeded|Failed)$")]
    private static partial Regex Ended();

    [GeneratedRegex("[0-9] (µs|ms|s)")]
    private static partial Regex Latency();
}
