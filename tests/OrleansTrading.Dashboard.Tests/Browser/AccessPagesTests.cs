using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using OrleansTrading.Contracts.Access;
using OrleansTrading.Dashboard.Access;
using OrleansTrading.Domain.Access;

namespace OrleansTrading.Dashboard.Tests.Browser;

/// <summary>Sign-in, the audit log and the settings.</summary>
public sealed class AccessPagesTests(PagesFixture fixture)
{
    [Fact]
    public async Task Audit_ByTheAddress_ShowsWhatItNames()
    {
        await using var host = await StartAsync();
        await using var page = await fixture.Chromium.OpenAsync(host.Address);
        await page.GoToAsync("/audit?who=olga&action=account");
        var rows = page.Page.Locator("[data-audit]");
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        await Assertions.Expect(rows.Locator("del")).ToContainTextAsync("On");
        await Assertions.Expect(rows.Locator("ins")).ToContainTextAsync("Killed");
        await page.Page.GetByLabel("Who").FillAsync("");
        await page.Page.GetByLabel("Who").PressAsync("Tab");
        await Assertions.Expect(rows).ToHaveCountAsync(2);
        await page.Page.GetByLabel("Outcome").SelectOptionAsync("refused");
        await page.Page.GetByLabel("What begins with").FillAsync("");
        await page.Page.GetByLabel("What begins with").PressAsync("Tab");
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        await Assertions.Expect(page.Page).ToHaveURLAsync(host.Address + "/audit?outcome=refused");
        await Assertions.Expect(rows).ToContainTextAsync("it takes the scope Trade");
        page.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Audit_OfAChange_ShowsTheMembersThatDiffer()
    {
        await using var host = await StartAsync();
        await using var page = await fixture.Chromium.OpenAsync(host.Address);
        await page.GoToAsync("/audit?action=account.limits");
        var differences = page.Page.Locator("[data-audit] .differences > div");
        await Assertions.Expect(differences).ToHaveCountAsync(1);
        await Assertions.Expect(differences.Locator("dt")).ToHaveTextAsync("[max-leverage].value");
    }

    [Fact]
    public async Task Audit_Exported_IsAllThatIsFound()
    {
        await using var host = await StartAsync();
        await using var page = await fixture.Chromium.OpenAsync(host.Address);
        await page.GoToAsync("/audit");
        await Assertions.Expect(page.Page.Locator("[data-audit]")).ToHaveCountAsync(6);
        var download = await page.Page.RunAndWaitForDownloadAsync(() => page.Page.GetByRole(AriaRole.Button, new() { Name = "Export CSV" }).ClickAsync());
        var lines = await File.ReadAllLinesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        lines.Length.ShouldBe(7);
        lines[0].ShouldBe("time,id,who,way,from,action,target,outcome,before,after,detail");
        lines[1].ShouldContain("Begun");
    }

    [Fact]
    public async Task Token_Made_ShowsItsKeyOnceAndIsAudited()
    {
        await using var host = await StartAsync();
        await using var page = await fixture.Chromium.OpenAsync(host.Address);
        await page.GoToAsync("/settings");
        await page.Page.Locator("[data-new-token]").ClickAsync();
        await page.Page.GetByLabel("What it is for").FillAsync("new robot");
        await page.Page.GetByLabel("Trade: orders, guards, halts").CheckAsync();
        await page.Page.Locator("[data-make-token]").ClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-new-key]")).ToHaveValueAsync(FakeAccess.Key);
        await Assertions.Expect(page.Page.Locator("[data-token='new robot']")).ToContainTextAsync("Read, Trade");
        host.Actions.Done.Single().ShouldSatisfyAllConditions(
            done => done.Action.Name.ShouldBe("token.make"), done => done.Action.Needs.ShouldBe(Scope.Admin), done => (done.Outcome.After ?? "").ShouldNotContain(FakeAccess.Key));
        await page.GoToAsync("/settings");
        await Assertions.Expect(page.Page.Locator("[data-token='new robot']")).ToHaveCountAsync(1);
        (await page.Page.ContentAsync()).ShouldNotContain(FakeAccess.Key);

        await page.Page.Locator("[data-token='new robot']").GetByRole(AriaRole.Button).ClickAsync();
        await page.Page.Locator("[data-confirm]").ClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-token='new robot']")).ToHaveCountAsync(0);
        page.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Settings_ForAViewer_HaveNoTokensAndNoSecret()
    {
        await using var host = await StartAsync();
        host.Person = new Person("vera", Scope.Read, "127.0.0.1");
        await using var page = await fixture.Chromium.OpenAsync(host.Address);
        await page.GoToAsync("/settings?q=secret");
        await Assertions.Expect(page.Page.Locator("[data-setting='Trading:Accounts:main:Secret'] b")).ToHaveTextAsync("set");
        await Assertions.Expect(page.Page.Locator("#tokens")).ToHaveCountAsync(0);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Set here" }).ClickAsync();
        await page.Page.GetByLabel("Search").FillAsync("");
        await Assertions.Expect(page.Page.Locator("[data-setting]")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Page.Locator("[data-setting='Jobs:Concurrency'] .source")).ToHaveTextAsync("environment · Jobs__Concurrency");
    }

    private static Task<PagesHost> StartAsync()
    {
        var access = FakeAccess.Filled(TimeProvider.System);
        return PagesHost.StartAsync(addServices: services => services.AddSingleton<IAuditLog>(access).AddSingleton<IApiTokens>(access).AddSingleton<ISettingsReader>(access));
    }
}
