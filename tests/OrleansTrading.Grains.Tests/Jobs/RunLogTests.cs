using OrleansTrading.Domain.Jobs;
using OrleansTrading.Grains.Jobs.Running;
using OrleansTrading.Grains.Jobs;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Jobs;

/// <summary>What runs write down of themselves.</summary>
public sealed class RunLogTests
{
    [Fact]
    public async Task Log_OfARunThatGoes_CanBeFollowed()
    {
        var go = new TaskCompletionSource();
        var job = ProbeJob.Named("probe", async (context, _) =>
        {
            context.Log("First things first.");
            await go.Task;
            context.Log("Not quite.", JobLogLevel.Warning);
        });
        await using var cluster = await JobCluster.StartAsync(job.AddTo);
        var run = await cluster.TriggerAsync("probe");
        var log = await Eventually.GetAsync(() => cluster.Job("probe").GetLogAsync(run.Id, 0), log => log?.Next == 1, JobCluster.Limit);
        log!.Lines[0].Message.ShouldBe("First things first.");
        go.SetResult();
        await cluster.EndAsync(run);
        log = await Eventually.GetAsync(() => cluster.Job("probe").GetLogAsync(run.Id, 1), log => log?.Next == 2, JobCluster.Limit);
        log!.First.ShouldBe(1);
        log.Lines.ShouldHaveSingleItem().Level.ShouldBe(JobLogLevel.Warning);
    }

    [Fact]
    public async Task Log_OfAnEndedRun_IsKeptInTheStore()
    {
        var job = ProbeJob.Named("probe", (context, _) =>
        {
            context.Log($"Run {context.RunId}.");
            return Task.CompletedTask;
        });
        await using var cluster = await JobCluster.StartAsync(job.AddTo);
        var first = await cluster.EndAsync(await cluster.TriggerAsync("probe"));
        var second = await cluster.EndAsync(await cluster.TriggerAsync("probe"));
        foreach (var run in new[] { first, second })
        {
            var stored = await Eventually.GetAsync(() => cluster.Store.FindLogAsync(run.Id, CancellationToken.None), log => log is not null, JobCluster.Limit);
            stored!.Lines.ShouldHaveSingleItem().Message.ShouldBe($"Run {run.Id}.");
            (await cluster.Job("probe").GetLogAsync(run.Id, 0))!.Lines.ShouldBe(stored.Lines);
        }

        (await cluster.Job("probe").GetLogAsync("01NOSUCHRUN", 0)).ShouldBeNull();
    }

    [Fact]
    public async Task Log_StoreAway_IsSavedOnceItIsBack()
    {
        var job = ProbeJob.Named("probe", (context, _) =>
        {
            context.Log("Something.");
            return Task.CompletedTask;
        });
        var store = new FailingRunStore { IsAway = true };
        await using var cluster = await JobCluster.StartAsync(job.AddTo, store: store);
        var run = await cluster.EndAsync(await cluster.TriggerAsync("probe"));
        (await cluster.Job("probe").GetLogAsync(run.Id, 0))!.Lines.ShouldHaveSingleItem();
        store.IsAway = false;
        var log = await Eventually.GetAsync(() => store.FindLogAsync(run.Id, CancellationToken.None), log => log is not null, JobCluster.Limit);
        log!.Lines.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Log_OfARunThatFails_SaysWhyAndWhatIsTriedAgain()
    {
        var job = ProbeJob.Named("probe", (context, _) =>
        {
            for (var i = 0; i < 8; i++)
                context.Failed($"item-{i}", "Made", "It was made to.");
            throw new InvalidOperationException($"Attempt {context.Attempt} was made to fail.");
        }).With(definition => definition with { Retries = 1, RetryDelay = TimeSpan.FromMilliseconds(1) });
        await using var cluster = await JobCluster.StartAsync(job.AddTo);
        var run = await cluster.EndAsync(await cluster.TriggerAsync("probe"));
        run.State.ShouldBe(JobRunState.Failed);
        var lines = (await cluster.Job("probe").GetLogAsync(run.Id, 0))!.Lines.Select(line => line.Message).ToList();
        lines.Count(line => line.StartsWith("item-", StringComparison.Ordinal)).ShouldBe(2 * RunReport.MostLogged);
        lines.Count(line => line == "Further failures of the kind Made are counted only.").ShouldBe(2);
        lines.ShouldContain(line => line.StartsWith("Attempt 1 failed: Attempt 1 was made to fail.", StringComparison.Ordinal));
        lines.ShouldContain("Attempt 2 begins.");
        lines[^1].ShouldBe("Failed: Attempt 2 was made to fail.");
    }

    [Fact]
    public async Task Log_OfAPipeline_TellsOfItsSteps()
    {
        await using var cluster = await JobCluster.StartAsync(services =>
        {
            ProbeJob.Named("one").AddTo(services);
            ProbeJob.Named("two", (_, _) => throw new JobFailedException("No.")).AddTo(services);
            services.AddPipeline("both", "Both.", "", "one", "two");
        });
        var run = await cluster.EndAsync(await cluster.TriggerAsync("both"));
        var log = (await cluster.Job("both").GetLogAsync(run.Id, 0))!;
        log.Lines.Select(line => line.Message).ShouldContain("Step one: Succeeded");
        log.Lines.ShouldContain(line => line.Message.StartsWith("Step two: Failed", StringComparison.Ordinal) && line.Level == JobLogLevel.Error);
    }

    [Fact]
    public void RunLog_ManyLongLines_KeepsTheNewestAndTheirNumbers()
    {
        var log = new RunLog(new JobRun("r", "j", JobTriggerKind.Manual, null, null, "{}", 1, null, null, JobRunState.Running, 1, JobProgress.None, JobCounts.None, null, null, []), TimeProvider.System);
        for (var i = 0; i < JobRunLog.MostLines + 50; i++)
            log.Add(JobLogLevel.Information, i == 60 ? new string('x', 10_000) : $"{i}");
        var view = log.View();
        (view.First, view.Lines.Length, view.Next).ShouldBe((50, JobRunLog.MostLines, JobRunLog.MostLines + 50));
        view.Lines[0].Message.ShouldBe("50");
        view.Lines[10].Message.Length.ShouldBe(JobRunLog.LongestMessage);
        view.From(340).Lines.Select(line => line.Message).ShouldBe(Enumerable.Range(340, 10).Select(i => $"{i}"));
        view.From(9999).Lines.ShouldBeEmpty();
        view.From(0).ShouldBe(view);
    }

    [Theory]
    [InlineData("every 10s", false, 10_000, 20_000, 30_000)]
    [InlineData("between 15s and 5m", true, 15_000, 30_000, 45_000)]
    [InlineData("0 5 * * * *", false, 300_000, 3_900_000, 7_500_000)]
    public async Task Preview_OfASchedule_GivesItsNextSlotsAndChangesNothing(string schedule, bool areEarliest, params int[] fromNow)
    {
        var time = new ManualTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 0, 0, TimeSpan.Zero));
        await using var cluster = await JobCluster.StartAsync(ProbeJob.Named("probe").AddTo, time);
        var preview = await cluster.Job("probe").PreviewAsync(schedule, 3);
        preview.Refusal.ShouldBeNull();
        preview.AreEarliest.ShouldBe(areEarliest);
        preview.Times.Select(slot => (int)(slot - time.GetUtcNow().ToUnixTimeMilliseconds())).ShouldBe(fromNow);
        (await cluster.Job("probe").GetStatusAsync())!.Schedule.ShouldBe("");
    }

    [Fact]
    public async Task Preview_OfWhatIsNoSchedule_SaysWhatIsExpected()
    {
        await using var cluster = await JobCluster.StartAsync(ProbeJob.Named("probe", schedule: "every 20s").AddTo);
        var wrong = await cluster.Job("probe").PreviewAsync("whenever", 5);
        wrong.Refusal!.Field.ShouldBe("schedule");
        wrong.Times.ShouldBeEmpty();
        (await cluster.Job("probe").PreviewAsync("", 5)).Schedule.ShouldBe("every 20s");
        (await cluster.Job("nowhere").PreviewAsync("every 5s", 5)).Refusal!.Field.ShouldBe("name");
    }
}
