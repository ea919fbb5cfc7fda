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
}
