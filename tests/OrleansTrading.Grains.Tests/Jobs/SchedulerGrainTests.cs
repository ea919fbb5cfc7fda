using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Domain.Jobs;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Jobs;

public sealed class SchedulerGrainTests
{
    [Fact]
    public async Task SchedulerGrain_JobPastItsSlot_IsToldOfOnceAndCatchesUp()
    {
        var time = new ManualTimeProvider(new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero));
        var job = ProbeJob.Named("hourly", schedule: "0 30 * * * *");
        await using var cluster = await JobCluster.StartAsync(job.AddTo, time, options: options => options.NudgeInterval = TimeSpan.FromMilliseconds(100));
        using var overdue = new Measurements("orleanstrading.jobs.overdue", "hourly");
        await cluster.WakeAsync("hourly");
        await cluster.Scheduler().EnsureStartedAsync();
        // The job's own timer has ticked and waits for a second; the scheduler looks ten times as often.
        time.Advance(TimeSpan.FromMilliseconds(1));
        await cluster.WakeAsync("hourly");

        time.StepWallClock(TimeSpan.FromHours(2));
        var passed = TimeSpan.Zero;
        await Eventually.TrueAsync(
            () =>
            {
                var step = TimeSpan.FromMilliseconds(passed < TimeSpan.FromMilliseconds(900) ? 50 : 0);
                passed += step;
                time.Advance(step);
                return Task.FromResult(overdue.Sum > 0);
            },
            JobCluster.Limit);

        overdue.Sum.ShouldBe(1);
        await cluster.WakeAsync("hourly");
        var run = await cluster.Events.EndedAsync();
        (run.Trigger, run.Slot).ShouldBe((JobTriggerKind.CatchUp, new DateTimeOffset(2026, 1, 2, 1, 30, 0, TimeSpan.Zero).ToUnixTimeMilliseconds()));
        job.Runs.Count.ShouldBe(1);
    }

    [Fact]
    public async Task SchedulerGrain_Runs_AreListedAsTheyAreNow()
    {
        var (busy, quick) = (ProbeJob.Endless("busy"), ProbeJob.Named("quick"));
        await using var cluster = await JobCluster.StartAsync(services =>
        {
            busy.AddTo(services);
            quick.AddTo(services);
        });
        var going = await cluster.TriggerAsync("busy");
        (await busy.BegunAsync()).Report(1, 4, "one of four");
        var ended = await cluster.EndAsync(await cluster.TriggerAsync("quick"));

        var runs = await Eventually.GetAsync(
            async () => await cluster.Scheduler().ListRunsAsync(new JobRunQuery(null, null, null, 10)), runs => runs.All(run => run.State != JobRunState.Queued), JobCluster.Limit);

        runs.Select(run => run.Id).ShouldBe([ended.Id, going.Id]);
        runs[1].Progress.ShouldBe(new JobProgress(1, 4, "one of four"));
        (await cluster.Scheduler().ListRunsAsync(new JobRunQuery("busy", null, null, 10))).Select(run => run.Id).ShouldBe([going.Id]);
        (await cluster.Scheduler().ListRunsAsync(new JobRunQuery(null, null, ended.Id, 10))).Select(run => run.Id).ShouldBe([going.Id]);
        (await cluster.Scheduler().ListRunsAsync(new JobRunQuery(null, JobRunState.Succeeded, null, 10))).Select(run => run.Id).ShouldBe([ended.Id]);
        (await cluster.Scheduler().FindRunAsync("no such run")).ShouldBeNull();
        (await cluster.Scheduler().ListJobsAsync()).Select(status => status.Description.Name).ShouldBe(["busy", "quick"]);
    }

    [Fact]
    public async Task SchedulerGrain_JobWhoseStateCannotBeRead_IsListedAsTheCatalogueHasIt()
    {
        var storage = new TroubledStorage { Failing = { "broken" } };
        var (broken, sound) = (ProbeJob.Named("broken", schedule: "every 1h"), ProbeJob.Named("sound"));
        await using var cluster = await JobCluster.StartAsync(services =>
        {
            broken.AddTo(services);
            sound.AddTo(services);
            storage.AddTo(services);
        });
        var ended = await cluster.EndAsync(await cluster.TriggerAsync("sound"));
        var left = ended with { Id = $"{ended.Id}X", Job = "broken", State = JobRunState.Running, FinishedAt = null };
        await cluster.Store.SaveAsync(left, CancellationToken.None);

        var jobs = await cluster.Scheduler().ListJobsAsync();
        jobs.Select(status => (status.Description.Name, status.Schedule, status.NextDue, status.LastRun?.Id)).ShouldBe(
            [("broken", "every 1h", null, null), ("sound", "", null, ended.Id)]);
        (await cluster.Scheduler().ListNamesAsync()).ShouldBe(["broken", "sound"]);
        (await cluster.Scheduler().ListRunsAsync(new JobRunQuery(null, null, null, 10))).Select(run => run.Id).ShouldBe([left.Id, ended.Id]);
        (await cluster.Scheduler().FindRunAsync(ended.Id))!.State.ShouldBe(JobRunState.Succeeded);
        await Should.ThrowAsync<Exception>(() => cluster.Job("broken").GetStatusAsync());
        // Not known is said by no one while there is a job that cannot be asked.
        await Should.ThrowAsync<Exception>(() => cluster.Scheduler().FindRunAsync("no such run"));
    }

    [Fact]
    public async Task SchedulerGrain_RunsInAStateThatIsNotFinal_FillThePage()
    {
        var (line, busy) = (ProbeJob.Endless("line").With(job => job with { Overlap = JobOverlap.QueueOne }), ProbeJob.Endless("busy"));
        // While time stands still, the store is told of a run's beginning only.
        await using var cluster = await JobCluster.StartAsync(
            services =>
            {
                line.AddTo(services);
                busy.AddTo(services);
            },
            new ManualTimeProvider());
        var first = await cluster.TriggerAsync("line");
        await line.BegunAsync();
        var waiting = await cluster.TriggerAsync("line");
        var newest = await cluster.TriggerAsync("busy");
        await busy.BegunAsync();
        (await cluster.StoredAsync(state: JobRunState.Queued)).Count.ShouldBe(3);

        async Task<IEnumerable<string>> ListAsync(JobRunState state, int limit, string? before = null) =>
            (await cluster.Scheduler().ListRunsAsync(new JobRunQuery(null, state, before, limit))).Select(run => run.Id);
        (await ListAsync(JobRunState.Queued, 1)).ShouldBe([waiting.Id]);
        (await ListAsync(JobRunState.Running, 10)).ShouldBe([newest.Id, first.Id]);
        (await ListAsync(JobRunState.Running, 1)).ShouldBe([newest.Id]);
        (await ListAsync(JobRunState.Running, 1, newest.Id)).ShouldBe([first.Id]);
    }
}
