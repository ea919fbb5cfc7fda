using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Domain.Jobs;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Jobs;

public sealed class JobGrainTests
{
    [Fact]
    public async Task JobGrain_TriggeredByHand_RunsAndIsStored()
    {
        var job = ProbeJob.Named("tidy-up", (context, _) =>
        {
            context.Report(2, 3, "half-way");
            context.Succeeded();
            context.Failed("fake:AAAUSDT", "RateLimited", "too fast");
            context.Failed("fake:BBBUSDT", "RateLimited", "too fast still");
            context.SetOutput("done");
            return Task.CompletedTask;
        });
        await using var cluster = await JobCluster.StartAsync(job.AddTo);

        var run = await cluster.EndAsync(await cluster.TriggerAsync("tidy-up"));

        run.State.ShouldBe(JobRunState.Succeeded);
        (run.Trigger, run.By, run.Slot, run.Attempt).ShouldBe((JobTriggerKind.Manual, "tester", null, 1));
        run.Progress.ShouldBe(new JobProgress(2, 3, "half-way"));
        (run.Counts.Succeeded, run.Counts.Failed, run.Output).ShouldBe((1, 2, "done"));
        run.Counts.Errors.ShouldBe([new JobItemError("RateLimited", "fake:AAAUSDT", "too fast", 2)]);
        await Eventually.TrueAsync(async () => await cluster.Store.FindAsync(run.Id, default) is { IsFinal: true }, JobCluster.Limit);
        (await cluster.Scheduler().FindRunAsync(run.Id))!.State.ShouldBe(JobRunState.Succeeded);
        var status = await cluster.Job("tidy-up").GetStatusAsync();
        (status!.LastRun!.Id, status.LastSuccess, status.Current).ShouldBe((run.Id, run.FinishedAt, null));
    }

    [Fact]
    public async Task JobGrain_Scheduled_RunsItsSlots()
    {
        var job = ProbeJob.Named("tick", schedule: "every 1s");
        await using var cluster = await JobCluster.StartAsync(job.AddTo);

        await job.BegunAsync();
        await job.BegunAsync();

        var runs = job.Runs.ToList();
        runs.Select(run => run.Slot).ShouldBeUnique();
        runs.ShouldAllBe(run => run.Slot != null);
        (await cluster.Scheduler().ListJobsAsync()).ShouldHaveSingleItem().Schedule.ShouldBe("every 1s");
    }

    [Fact]
    public async Task JobGrain_UnknownName_IsRefusedWithTheNamesThereAre()
    {
        await using var cluster = await JobCluster.StartAsync(ProbeJob.Named("tidy-up").AddTo);

        var result = await cluster.Job("tidyup").TriggerAsync(new JobTrigger(JobTriggerKind.Manual, null, null, null));

        result.Run.ShouldBeNull();
        result.Refusal.ShouldBe(new JobRefusal("name", "There is no job 'tidyup'; the jobs are tidy-up."));
        (await cluster.Job("tidyup").GetStatusAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task JobGrain_TriggeredTwiceWithOneKey_GivesOneRun()
    {
        var job = ProbeJob.Named("tidy-up");
        await using var cluster = await JobCluster.StartAsync(job.AddTo);
        var trigger = new JobTrigger(JobTriggerKind.Manual, "tester", null, "key 1");
        var first = await cluster.Job("tidy-up").TriggerAsync(trigger);
        await cluster.EndAsync(first.Run!);

        var again = await cluster.Job("tidy-up").TriggerAsync(trigger);
        await cluster.Cluster.DeactivateAsync(cluster.Job("tidy-up"));
        var later = await cluster.Job("tidy-up").TriggerAsync(trigger);
        var other = await cluster.Job("tidy-up").TriggerAsync(trigger with { IdempotencyKey = "key 2" });

        (first.IsNew, again.IsNew, later.IsNew, other.IsNew).ShouldBe((true, false, false, true));
        (again.Run!.Id, later.Run!.Id).ShouldBe((first.Run!.Id, first.Run.Id));
        again.Run.State.ShouldBe(JobRunState.Succeeded);
        other.Run!.Id.ShouldNotBe(first.Run.Id);
        (await cluster.Job("tidy-up").TriggerAsync(trigger with { IdempotencyKey = "" })).Refusal!.Field.ShouldBe("idempotencyKey");
    }

    [Fact]
    public async Task JobGrain_BadParameters_AreRefusedAndNothingRuns()
    {
        var job = ProbeJob.Named("tidy-up");
        await using var cluster = await JobCluster.StartAsync(job.AddTo);

        var result = await cluster.Job("tidy-up").TriggerAsync(new JobTrigger(JobTriggerKind.Manual, null, """{"limit":1}""", null));

        (result.Run, result.Refusal!.Field).ShouldBe((null, "limit"));
        (await cluster.StoredAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task JobGrain_Configured_KeepsItOverRestarts()
    {
        var job = ProbeJob.Named("tidy-up", schedule: "0 0 3 * * *");
        await using var cluster = await JobCluster.StartAsync(job.AddTo);

        (await cluster.Job("tidy-up").ConfigureAsync(new JobPatch(null, "every 5 parsecs", "tester"))).Refusal!.Field.ShouldBe("schedule");
        var changed = await cluster.Job("tidy-up").ConfigureAsync(new JobPatch(null, "every 1h", "tester"));
        (changed.Status!.Schedule, changed.Status.Enabled).ShouldBe(("every 1h", true));
        changed.Status.NextDue.ShouldNotBeNull();
        var disabled = await cluster.Job("tidy-up").ConfigureAsync(new JobPatch(false, null, "tester"));
        (disabled.Status!.Schedule, disabled.Status.Enabled, disabled.Status.NextDue).ShouldBe(("every 1h", false, null));
        await cluster.Cluster.DeactivateAsync(cluster.Job("tidy-up"));

        var status = await cluster.Job("tidy-up").GetStatusAsync();
        (status!.Schedule, status.Enabled, status.Description.DefaultSchedule).ShouldBe(("every 1h", false, "0 0 3 * * *"));
        (await cluster.EndAsync(await cluster.TriggerAsync("tidy-up"))).State.ShouldBe(JobRunState.Succeeded, "by hand it can be run");
        (await cluster.Job("tidy-up").ConfigureAsync(new JobPatch(true, "", "tester"))).Status!.Schedule.ShouldBe("0 0 3 * * *");
    }

    [Fact]
    public async Task JobGrain_NeedHasNotSucceeded_RecordsItsSlotAsSkipped()
    {
        var time = new ManualTimeProvider(new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero));
        var (first, second) = (ProbeJob.Named("first"), ProbeJob.Named("second", schedule: "0 5 * * * *").With(job => job with { Needs = ["first"] }));
        await using var cluster = await JobCluster.StartAsync(
            services =>
            {
                first.AddTo(services);
                second.AddTo(services);
            },
            time);
        await cluster.WakeAsync("second");

        time.Advance(TimeSpan.FromMinutes(5));
        await cluster.WakeAsync("second");
        (await cluster.Events.EndedAsync()).Error.ShouldBe("It needs first, whose last run is yet to come.");
        await cluster.EndAsync(await cluster.TriggerAsync("first"));
        time.Advance(TimeSpan.FromHours(1));
        await cluster.WakeAsync("second");

        (await second.BegunAsync()).Slot.ShouldBe(new DateTimeOffset(2026, 1, 2, 1, 5, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task JobGrain_NeedOfItsNeedHasFailed_RecordsItsSlotAsSkipped()
    {
        var time = new ManualTimeProvider(new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero));
        var isBroken = false;
        var first = ProbeJob.Named("first", (_, _) => isBroken ? throw new IOException("broken") : Task.CompletedTask);
        var second = ProbeJob.Named("second").With(job => job with { Needs = ["first"] });
        var third = ProbeJob.Named("third", schedule: "0 5 * * * *").With(job => job with { Needs = ["second"] });
        await using var cluster = await JobCluster.StartAsync(
            services =>
            {
                first.AddTo(services);
                second.AddTo(services);
                third.AddTo(services);
            },
            time);
        await cluster.WakeAsync("third");
        foreach (var name in new[] { "first", "second" })
            await cluster.EndAsync(await cluster.TriggerAsync(name));
        isBroken = true;
        await cluster.EndAsync(await cluster.TriggerAsync("first"));

        time.Advance(TimeSpan.FromMinutes(5));
        await cluster.WakeAsync("third");

        var skipped = (await cluster.StoredAsync("third")).ShouldHaveSingleItem();
        (skipped.State, skipped.Error).ShouldBe((JobRunState.Skipped, "It needs first, whose last run ended Failed."));
        third.Runs.ShouldBeEmpty();
    }

    [Fact]
    public async Task JobGrain_StoreOfRunsAway_GoesOnAndTellsItLater()
    {
        var store = new FailingRunStore { IsAway = true };
        var job = ProbeJob.Named("tidy-up");
        await using var cluster = await JobCluster.StartAsync(job.AddTo, store: store);

        var run = await cluster.TriggerAsync("tidy-up");
        await Eventually.TrueAsync(async () => (await cluster.Job("tidy-up").GetStatusAsync())!.LastRun?.Id == run.Id, JobCluster.Limit);
        await cluster.Cluster.DeactivateAsync(cluster.Job("tidy-up"));
        store.IsAway = false;

        await Eventually.TrueAsync(async () => await store.FindAsync(run.Id, default) is { State: JobRunState.Succeeded }, JobCluster.Limit);
        job.Runs.Count.ShouldBe(1);
    }

    [Fact]
    public async Task JobGrain_HourlySetOverADayMovedByHand_RunsEveryStepOnce()
    {
        var time = new ManualTimeProvider(new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero));
        ProbeJob[] jobs = [.. Enumerable.Range(1, 5).Select(step =>
            ProbeJob.Named($"step-{step}", schedule: $"0 {step * 5} * * * *").With(job => job with { Needs = step == 1 ? [] : [$"step-{step - 1}"] }))];
        await using var cluster = await JobCluster.StartAsync(
            services =>
            {
                foreach (var job in jobs)
                    job.AddTo(services);
            },
            time);
        for (var step = 1; step <= 5; step++)
            await cluster.WakeAsync($"step-{step}");

        for (var minute = 5; minute < 24 * 60; minute += 5)
        {
            time.Advance(TimeSpan.FromMinutes(5));
            for (var step = 1; step <= 5; step++)
                await cluster.WakeAsync($"step-{step}");
            if (minute % 60 is >= 5 and <= 25)
                (await cluster.Events.EndedAsync()).State.ShouldBe(JobRunState.Succeeded);
        }

        foreach (var (job, step) in jobs.Select((job, index) => (job, index + 1)))
        {
            job.Runs.Select(run => run.Slot!.Value).ShouldBe(
                Enumerable.Range(0, 24).Select(hour => new DateTimeOffset(2026, 1, 2, hour, step * 5, 0, TimeSpan.Zero)));
        }
    }
}
