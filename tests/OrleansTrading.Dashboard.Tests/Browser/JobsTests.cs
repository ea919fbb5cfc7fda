using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Domain.Access;
using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Dashboard.Tests.Browser;

public sealed class JobsTests(PagesFixture fixture)
{
    private static readonly LocatorAssertionsToContainTextOptions Patient = new() { Timeout = 15_000 };

    [Fact]
    public async Task List_ShowsEveryJob_AndIsFilteredInTheAddress()
    {
        await using var page = await fixture.Chromium.OpenAsync(fixture.Address);
        await page.GoToAsync("/jobs");
        await Assertions.Expect(page.Page.Locator("[data-job]")).ToHaveCountAsync(4);
        await Assertions.Expect(page.Page.Locator("[data-job=find-gaps] [data-cell=now]")).ToContainTextAsync("41 / 132");
        await Assertions.Expect(page.Page.Locator("[data-job=prune] [data-cell=last]")).ToContainTextAsync("Failed");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Paused" }).ClickAsync();
        await Assertions.Expect(page.Page).ToHaveURLAsync(new Regex("/jobs\\?show=paused$"));
        await Assertions.Expect(page.Page.Locator("[data-job]")).ToHaveCountAsync(1);
        await page.GoToAsync("/jobs?search=order");
        await Assertions.Expect(page.Page.Locator("[data-job]")).ToHaveCountAsync(1);
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "update-all" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator("h1")).ToHaveTextAsync("update-all");
        await Assertions.Expect(page.Page.Locator(".steps").First.Locator("[data-step]")).ToHaveCountAsync(4);
        await Assertions.Expect(page.Page.Locator("[data-step=generate-signals]").First).ToHaveAttributeAsync("data-run-state", "Skipped");
        page.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_BegunByHand_IsFollowedToItsEnd()
    {
        await using var host = await PagesHost.StartAsync();
        host.Jobs.Add("find-gaps", "Finds gaps.", "0 40 * * * *", null, default, MadeUpJobs.Days);
        await using var page = await fixture.Chromium.OpenAsync(host.Address);
        await page.GoToAsync("/jobs/find-gaps");
        await page.Page.GetByLabel("days").FillAsync("7");
        await page.Page.Locator("[data-run-now]").ClickAsync();
        var run = page.Page.Locator("section[data-run]");
        await Assertions.Expect(run).ToHaveAttributeAsync("data-run-state", "Running");
        await Assertions.Expect(page.Page.Locator("[data-toast=good]")).ToContainTextAsync("The run has been asked for.");
        host.Jobs.Move("find-gaps", going => going with { Progress = new JobProgress(3, 10, "binance:BTCUSDT") });
        host.Jobs.Write(host.Jobs["find-gaps"].Current!, "Looking at binance:BTCUSDT.");
        await Assertions.Expect(run.Locator("[data-progress='3/10']")).ToBeVisibleAsync();
        await Assertions.Expect(run.Locator(".runlog")).ToContainTextAsync("Looking at binance:BTCUSDT.");
        host.Jobs.Move("find-gaps", going => going with { State = JobRunState.Succeeded, FinishedAt = going.StartedAt + 4_000, Output = "9 series checked" });
        await Assertions.Expect(run).ToHaveAttributeAsync("data-run-state", "Succeeded");
        await Assertions.Expect(run.Locator("[data-output]")).ToHaveTextAsync("9 series checked");
        await Assertions.Expect(page.Page.Locator("[data-history]")).ToContainTextAsync(["Succeeded"]);
        await Assertions.Expect(page.Page.Locator("[data-trend='1']")).ToContainTextAsync("median 4.0 s");
        var wish = host.Jobs.Wishes.ShouldHaveSingleItem();
        (wish.Parameters, wish.By).ShouldBe(("""{"days":7}""", "page tester"));
        host.Actions.Done.ShouldHaveSingleItem().Action.ShouldSatisfyAllConditions(action => action.Name.ShouldBe("job.run"), action => action.Target.ShouldBe("find-gaps"), action => action.Needs.ShouldBe(Scope.Operate));
        page.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Parameters_ThatAreWrong_AreToldOfBesideTheirField()
    {
        await using var host = await PagesHost.StartAsync();
        MadeUpJobs.Fill(host.Jobs);
        await using var page = await fixture.Chromium.OpenAsync(host.Address);
        await page.GoToAsync("/jobs/find-gaps");
        await page.Page.GetByLabel("days").FillAsync("many");
        await page.Page.GetByLabel("pause").FillAsync("soon");
        await page.Page.Locator("[data-run-now]").ClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-defect=days]")).ToHaveTextAsync("Expected a whole number.");
        await Assertions.Expect(page.Page.Locator("[data-defect=pause]")).ToContainTextAsync("Expected a duration");
        await Assertions.Expect(page.Page.GetByLabel("days")).ToHaveAttributeAsync("aria-invalid", "true");
        host.Jobs.Wishes.ShouldBeEmpty();
        host.Jobs.Refusal = new JobRefusal("days", "It is 900; expected an integer, 0 to 365.");
        await page.Page.GetByLabel("days").FillAsync("900");
        await page.Page.GetByLabel("pause").FillAsync("2s");
        await page.Page.GetByLabel("venues").FillAsync("binance, kraken");
        await page.Page.GetByLabel("mode").SelectOptionAsync("report");
        await page.Page.GetByLabel("deep").CheckAsync();
        await page.Page.Locator("[data-run-now]").ClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-defect=days]")).ToContainTextAsync("expected an integer, 0 to 365");
        JsonElement.DeepEquals(
            JsonDocument.Parse(host.Jobs.Wishes.ShouldHaveSingleItem().Parameters).RootElement,
            JsonDocument.Parse("""{"days":900,"venues":["binance","kraken"],"mode":"report","pause":"2s","deep":true}""").RootElement).ShouldBeTrue();
        page.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Schedule_IsChangedAfterItsNextTimesAreSeenAndConfirmed()
    {
        await using var host = await PagesHost.StartAsync();
        host.Jobs.Add("collect-market", "Collects.", "every 10s");
        await using var page = await fixture.Chromium.OpenAsync(host.Address);
        await page.GoToAsync("/jobs/collect-market");
        await page.Page.Locator("[data-edit]").ClickAsync();
        await Assertions.Expect(page.Page.Locator("#schedule-preview li")).ToHaveCountAsync(5);
        await page.Page.Locator("#schedule-text").FillAsync("whenever");
        await Assertions.Expect(page.Page.Locator("#schedule-preview")).ToContainTextAsync("'whenever' is not a schedule.");
        await Assertions.Expect(page.Page.Locator("[data-save]")).ToBeDisabledAsync();
        await page.Page.Locator("#schedule-text").FillAsync("every 45s");
        await Assertions.Expect(page.Page.Locator("#schedule-preview li")).ToHaveCountAsync(5);
        await page.Page.Locator("[data-save]").ClickAsync();
        var dialog = page.Page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog).ToContainTextAsync("every 45s");
        await Assertions.Expect(dialog.Locator("li")).ToHaveCountAsync(5);
        host.Jobs["collect-market"].Schedule.ShouldBe("every 10s");
        await dialog.Locator("[data-confirm]").ClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-schedule]")).ToHaveTextAsync("every 45s");
        var done = host.Actions.Done.ShouldHaveSingleItem();
        (done.Action.Name, done.Action.Before, done.Outcome.After).ShouldBe(("job.schedule", "enabled, 'every 10s'", "enabled, 'every 45s'"));
        page.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Job_IsPausedAndResumed_AndItsRunCancelledWhenConfirmed()
    {
        await using var host = await PagesHost.StartAsync();
        host.Jobs.Add("collect-market", "Collects.", "every 10s");
        host.Jobs.Begin("collect-market");
        await using var page = await fixture.Chromium.OpenAsync(host.Address);
        await page.GoToAsync("/jobs/collect-market");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-paused]")).ToBeVisibleAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-paused]")).ToHaveCountAsync(0);
        await page.Page.Locator("[data-cancel]").ClickAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await page.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        host.Jobs["collect-market"].Current.ShouldNotBeNull();
        await page.Page.Locator("[data-cancel]").ClickAsync();
        await page.Page.GetByRole(AriaRole.Dialog).Locator("[data-confirm]").ClickAsync();
        await Assertions.Expect(page.Page.Locator("section[data-run]")).ToHaveAttributeAsync("data-run-state", "Cancelled");
        host.Actions.Done.Select(done => done.Action.Name).ShouldBe(["job.pause", "job.resume", "run.cancel"]);
        page.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Viewer_SeesJobsButChangesNothing()
    {
        await using var host = await PagesHost.StartAsync();
        host.Person = host.Person with { Scopes = Roles.ScopesOf(Role.Viewer) };
        MadeUpJobs.Fill(host.Jobs);
        await using var page = await fixture.Chromium.OpenAsync(host.Address);
        await page.GoToAsync("/jobs/find-gaps");
        await Assertions.Expect(page.Page.Locator("section[data-run]")).ToBeVisibleAsync();
        foreach (var control in new[] { "[data-run-now]", "[data-edit]", "[data-toggle]", "[data-cancel]" })
            await Assertions.Expect(page.Page.Locator(control)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Run_IsReachedByItsAddress_AndMissingOnesSaySo()
    {
        await using var host = await PagesHost.StartAsync();
        MadeUpJobs.Fill(host.Jobs);
        var run = host.Jobs["prune"].LastRun!;
        await using var page = await fixture.Chromium.OpenAsync(host.Address);
        await page.GoToAsync($"/jobs/prune/runs/{run.Id}");
        await Assertions.Expect(page.Page.Locator(".runlog li")).ToHaveCountAsync(3);
        await Assertions.Expect(page.Page.Locator("section[data-run]")).ToContainTextAsync("The venue asks for fewer requests");
        await page.GoToAsync("/jobs/prune/runs/01NOSUCHRUN");
        await Assertions.Expect(page.Page.GetByText("There is no such run")).ToBeVisibleAsync();
        await page.GoToAsync("/jobs/no-such-job");
        await Assertions.Expect(page.Page.GetByText("No job is called no-such-job.")).ToBeVisibleAsync();
        page.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Jobs_ThatDoNotAnswer_AreShownAsTheyWereAndGrey()
    {
        await using var host = await PagesHost.StartAsync();
        MadeUpJobs.Fill(host.Jobs);
        await using var page = await fixture.Chromium.OpenAsync(host.Address);
        await page.GoToAsync("/jobs");
        await Assertions.Expect(page.Page.Locator("[data-job]")).ToHaveCountAsync(4);
        host.Jobs.Fails = true;
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The jobs do not answer.", Patient);
        await Assertions.Expect(page.Page.Locator(".outdated [data-job]")).ToHaveCountAsync(4);
        host.Jobs.Fails = false;
        await Assertions.Expect(page.Page.Locator(".outdated")).ToHaveCountAsync(0, new() { Timeout = 15_000 });
    }
}
