using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Domain.Jobs;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Jobs;

/// <summary>Runs whose silo goes in the middle of them.</summary>
public sealed class LostRunTests
{
    [Fact]
    public async Task Run_ItsSiloKilled_RunsAgainOnAnotherAsItsPolicySays()
    {
        var job = Once("again", LostRunPolicy.RunAgain);
        await using var cluster = await JobCluster.StartAsync(job.AddTo, silos: 2);
        var run = await cluster.TriggerAsync("again");
        await job.BegunAsync();

        await cluster.KillSiloOfAsync("again");

        run = await cluster.EndAsync(run);
        (run.State, run.Attempt, run.Output).ShouldBe((JobRunState.Succeeded, 2, "at last"));
        job.Runs.Select(begun => (begun.RunId, begun.Attempt)).ShouldBe([(run.Id, 1), (run.Id, 2)]);
        await Eventually.TrueAsync(async () => await cluster.Store.FindAsync(run.Id, default) is { State: JobRunState.Succeeded }, JobCluster.Limit);
    }

    [Fact]
    public async Task Run_ItsSiloKilled_FailsAsItsPolicySays()
    {
        var job = Once("once", LostRunPolicy.Fail);
        await using var cluster = await JobCluster.StartAsync(job.AddTo, silos: 2);
        var run = await cluster.TriggerAsync("once");
        await job.BegunAsync();

        await cluster.KillSiloOfAsync("once");

        run = await cluster.EndAsync(run);
        (run.State, run.Error).ShouldBe((JobRunState.Failed, "The silo that ran it was lost during attempt 1."));
        job.Runs.Count.ShouldBe(1);
        await Eventually.TrueAsync(async () => await cluster.Store.FindAsync(run.Id, default) is { State: JobRunState.Failed }, JobCluster.Limit);
    }

    [Fact]
    public async Task Run_LostAgainAndAgain_FailsInTheEnd()
    {
        var job = ProbeJob.Endless("poison").With(job => job with { Retries = 2 });
        await using var cluster = await JobCluster.StartAsync(job.AddTo, silos: 2);
        var run = await cluster.TriggerAsync("poison");
        for (var i = 0; i < 3; i++)
        {
            await job.BegunAsync();
            await cluster.Cluster.DeactivateAsync(cluster.Job("poison"));
        }

        (await cluster.EndAsync(run)).State.ShouldBe(JobRunState.Failed);
        job.Runs.Select(begun => begun.Attempt).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task Run_LostWhileTheStoreOfRunsIsAway_RunsAgainAllTheSame()
    {
        var store = new FailingRunStore();
        var job = Once("again", LostRunPolicy.RunAgain);
        await using var cluster = await JobCluster.StartAsync(job.AddTo, store: store);
        var run = await cluster.TriggerAsync("again");
        await job.BegunAsync();
        store.IsAway = true;

        await cluster.Cluster.DeactivateAsync(cluster.Job("again"));

        (await job.BegunAsync()).RunId.ShouldBe(run.Id);
        await Eventually.TrueAsync(async () => (await cluster.Job("again").GetStatusAsync())!.LastRun?.Id == run.Id, JobCluster.Limit);
        store.IsAway = false;
        await Eventually.TrueAsync(async () => await store.FindAsync(run.Id, default) is { State: JobRunState.Succeeded, Attempt: 2 }, JobCluster.Limit);
    }

    [Fact]
    public async Task Run_SavedLateByTheSiloThatWasKilled_StaysAsItEnded()
    {
        var (store, release) = (new FailingRunStore(), new TaskCompletionSource());
        var job = Once("again", LostRunPolicy.RunAgain);
        await using var cluster = await JobCluster.StartAsync(job.AddTo, silos: 2, store: store);
        store.HoldNextSave(release.Task);
        // Not answered: its silo is gone before the store has been told.
        _ = cluster.TriggerAsync("again");
        var id = (await job.BegunAsync()).RunId;
        await Eventually.TrueAsync(() => Task.FromResult(store.Late is not null), JobCluster.Limit);

        await cluster.KillSiloOfAsync("again");

        await Eventually.TrueAsync(async () => await store.FindAsync(id, default) is { State: JobRunState.Succeeded, Attempt: 2 }, JobCluster.Limit);
        release.SetResult();
        await store.Late!;
        (await store.FindAsync(id, default))!.State.ShouldBe(JobRunState.Succeeded);
    }

    [Fact]
    public async Task Run_CancelledAndThenLost_IsCancelled()
    {
        var release = new TaskCompletionSource();
        var job = ProbeJob.Named("deaf", (_, _) => release.Task);
        await using var cluster = await JobCluster.StartAsync(job.AddTo, silos: 2);
        var run = await cluster.TriggerAsync("deaf");
        await job.BegunAsync();
        await cluster.Job("deaf").CancelAsync(run.Id, "operator");

        await cluster.KillSiloOfAsync("deaf");

        (await cluster.EndAsync(run)).State.ShouldBe(JobRunState.Cancelled);
        job.Runs.Count.ShouldBe(1);
        release.SetResult();
    }

    [Fact]
    public async Task Job_ItsSiloKilled_KeepsTheRunThatWaitsAndGoesOnWithItsSlots()
    {
        var job = Once("ticking", LostRunPolicy.Fail).With(job => job with { Overlap = JobOverlap.QueueOne, Schedule = "every 1s" });
        await using var cluster = await JobCluster.StartAsync(job.AddTo, silos: 2);
        await job.BegunAsync();
        var waiting = (await Eventually.GetAsync(() => cluster.Job("ticking").GetStatusAsync(), status => status!.Waiting is not null, JobCluster.Limit))!.Waiting!;

        await cluster.KillSiloOfAsync("ticking");

        // Nobody asks for the job: the nudge of the silo that is left revives it.
        (await job.BegunAsync()).RunId.ShouldBe(waiting.Id);
        await job.BegunAsync();
        job.Runs.Select(begun => begun.Slot).ShouldBeUnique();
    }

    /// <summary>A job whose first attempt of all goes on until it is stopped.</summary>
    private static ProbeJob Once(string name, LostRunPolicy policy)
    {
        var begun = 0;
        return ProbeJob.Named(name, async (context, token) =>
        {
            if (Interlocked.Increment(ref begun) == 1)
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            context.SetOutput("at last");
        }).With(job => job with { OnLostRun = policy });
    }
}
