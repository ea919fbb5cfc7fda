using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using OrleansTrading.Dashboard.Cluster;
using OrleansTrading.Domain.Access;

namespace OrleansTrading.Dashboard.Tests.Browser;

public sealed class ClusterTests(PagesFixture fixture)
{
    [Fact]
    public async Task Cluster_ShowsSilosGrainsAndReminders_AndWhatIsOldIsGrey()
    {
        await using var page = await fixture.Chromium.OpenAsync(fixture.Address);
        await page.GoToAsync("/cluster");
        await Assertions.Expect(page.Page.Locator("[data-silo]")).ToHaveCountAsync(3);
        await Assertions.Expect(page.Page.Locator("[data-figure=silos]")).ToContainTextAsync("1 not active");
        await Assertions.Expect(page.Page.Locator("[data-figure=grains]")).ToHaveTextAsync("831");
        await Assertions.Expect(page.Page.Locator("[data-silo=silo-0] [data-uptime]")).ToContainTextAsync("2 h 10 m");
        await Assertions.Expect(page.Page.Locator("[data-silo=silo-0].outdated")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Page.Locator("[data-silo=silo-1].outdated")).ToContainTextAsync("It has told nothing of itself for 1 m");
        await Assertions.Expect(page.Page.Locator("[data-silo=silo-2]")).ToContainTextAsync("It is gone; others hold its grains.");
        await Assertions.Expect(page.Page.Locator("[data-reminder]")).ToHaveCountAsync(4);
        await Assertions.Expect(page.Page.Locator("[data-grain]").First).ToHaveAttributeAsync("data-grain", "SymbolGrain");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "99 %" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-grain]").First).ToHaveAttributeAsync("data-grain", "JobGrain");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Columnheader, new() { Name = "99 %" })).ToHaveAttributeAsync("aria-sort", "descending");
        await Assertions.Expect(page.Page.Locator("[data-engine]")).ToHaveCountAsync(0);
        page.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Engine_WithPagesOfItsOwn_IsLinkedForAdminsOnly()
    {
        await using var host = await PagesHost.StartAsync(addServices: services => services.AddSingleton(new EnginePages("orleans")));
        await using var page = await fixture.Chromium.OpenAsync(host.Address);
        await page.GoToAsync("/cluster");
        await Assertions.Expect(page.Page.Locator("[data-engine]")).ToHaveAttributeAsync("href", "orleans");
        host.Person = host.Person with { Scopes = Roles.ScopesOf(Role.Operator) };
        await page.GoToAsync("/cluster");
        await Assertions.Expect(page.Page.Locator("[data-figure=silos]")).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.Locator("[data-engine]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Cluster_ThatDoesNotAnswer_IsShownAsItWas()
    {
        await using var host = await PagesHost.StartAsync();
        FakeCluster.Fill(host.Cluster);
        await using var page = await fixture.Chromium.OpenAsync(host.Address);
        await page.GoToAsync("/cluster");
        await Assertions.Expect(page.Page.Locator("[data-silo]")).ToHaveCountAsync(3);
        host.Cluster.Fails = true;
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The cluster does not answer.", new() { Timeout = 15_000 });
        await Assertions.Expect(page.Page.Locator("[data-silo]")).ToHaveCountAsync(3);
    }
}
