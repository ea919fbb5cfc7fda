using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Domain.Jobs;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Jobs;

/// <summary>What becomes of a run that does not simply succeed.</summary>
public sealed class RunningTests
{
    [Fact]
    public async Task Run_Cancelled_StopsAndSaysByWhom()
    {
        var job = ProbeJob.Endless("endless");
        await using var cluster = await JobCluster.StartAsync(job.AddTo);
        var run = await cluster.TriggerAsync("endless");
        await job.BegunAsync();

        await cluster.Scheduler().CancelRunAsync(run.Id, "operator");

        run = await cluster.EndAsync(run);
        (run.State, run.Error).ShouldBe((JobRunState.Cancelled, "Cancelled by operator."));
        (await cluster.Scheduler().CancelRunAsync(run.Id, "another"))!.ShouldBe((await cluster.Job("endless").FindRunAsync(run.Id))!);
        (await cluster.Scheduler().CancelRunAsync("no such run", "operator")).ShouldBeNull();
    }

    [Fact]
    public async Task Run_OverItsTimeLimit_IsTimedOut()
    {
        var time = new ManualTimeProvider();
        var job = ProbeJob.Endless("endless").With(job => job with { TimeLimit = TimeSpan.FromSeconds(10), Retries = 3 });
        await using var cluster = await JobCluster.StartAsync(job.AddTo, time);
        var run = await cluster.TriggerAsync("endless");
        await job.BegunAsync();

        time.Advance(TimeSpan.FromSeconds(10));

        run = await cluster.EndAsync(run);
        (run.State, run.Error, run.Attempt).ShouldBe((JobRunState.TimedOut, "It took longer than its time limit of 00:00:10.", 1));
    }

    [Fact]
    public async Task Run_WhatItRegisteredForItsEndThrows_HarmsNobodyElse()
    {
        var time = new ManualTimeProvider();
        var job = ProbeJob.Named("faulty", async (_, token) =>
        {
            await using var registration = token.Register(() => throw new InvalidOperationException("made up"));
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
        }).With(job => job with { TimeLimit = TimeSpan.FromSeconds(10) });
        await using var cluster = await JobCluster.StartAsync(job.AddTo, time);
        var run = await cluster.TriggerAsync("faulty");
        await job.BegunAsync();

        (await cluster.EndWhileTimePassesAsync(run, TimeSpan.FromSeconds(10))).State.ShouldBe(JobRunState.TimedOut);
    }

    [Fact]
    public async Task Run_ThatDoesNotStop_IsAbandonedAndItsReportsIgnored()
    {
        var time = new ManualTimeProvider();
        var release = new TaskCompletionSource();
        var job = ProbeJob.Named("deaf", async (context, _) =>
        {
            context.SetOutput("before");
            await release.Task;
            context.SetOutput("after");
        }).With(job => job with { TimeLimit = TimeSpan.FromSeconds(10) });
        await using var cluster = await JobCluster.StartAsync(job.AddTo, time, options: options => options.Concurrency = 1);
        using var abandoned = new Measurements("orleanstrading.jobs.abandoned", "deaf");
        var run = await cluster.TriggerAsync("deaf");
        await job.BegunAsync();

        run = await cluster.EndWhileTimePassesAsync(run, TimeSpan.FromSeconds(1));

        (run.State, run.Output).ShouldBe((JobRunState.TimedOut, "before"));
        abandoned.Sum.ShouldBe(1);
        var next = await cluster.TriggerAsync("deaf");
        (await job.BegunAsync()).RunId.ShouldBe(next.Id, "the slot of the abandoned run is free");
        release.SetResult();
        await Eventually.TrueAsync(() => Task.FromResult(abandoned.Sum == 0), JobCluster.Limit);
        (await cluster.Job("deaf").FindRunAsync(run.Id))!.Output.ShouldBe("before");
    }

    [Fact]
    public async Task Run_FailsAtFirst_IsTriedAgainAsTheSameRun()
    {
        var job = ProbeJob.Named("flaky", (context, _) =>
        {
            context.Succeeded();
            return context.Attempt < 3 ? throw new InvalidOperationException($"attempt {context.Attempt}") : Task.CompletedTask;
        }).With(job => job with { Retries = 3, RetryDelay = TimeSpan.FromMilliseconds(1) });
        await using var cluster = await JobCluster.StartAsync(job.AddTo);

        var run = await cluster.EndAsync(await cluster.TriggerAsync("flaky"));

        (run.State, run.Attempt, run.Error, run.Counts.Succeeded).ShouldBe((JobRunState.Succeeded, 3, null, 1));
        job.Runs.Select(begun => begun.RunId).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Run_FailsAtEveryAttempt_FailsWithTheLastError()
    {
        var job = ProbeJob.Named("hopeless", (context, _) => throw new InvalidOperationException($"attempt {context.Attempt}"))
            .With(job => job with { Retries = 2, RetryDelay = TimeSpan.FromMilliseconds(1) });
        await using var cluster = await JobCluster.StartAsync(job.AddTo);

        var run = await cluster.EndAsync(await cluster.TriggerAsync("hopeless"));

        (run.State, run.Attempt, run.Error).ShouldBe((JobRunState.Failed, 3, "attempt 3"));
        (await cluster.Job("hopeless").GetStatusAsync())!.LastSuccess.ShouldBeNull();
    }

    [Fact]
    public async Task Run_OfHighPriority_GoesWhileNormalOnesWait()
    {
        var busy = ProbeJob.Endless("busy");
        var (normal, urgent) = (ProbeJob.Named("normal"), ProbeJob.Named("urgent").With(job => job with { Priority = JobPriority.High }));
        await using var cluster = await JobCluster.StartAsync(
            services =>
            {
                busy.AddTo(services);
                normal.AddTo(services);
                urgent.AddTo(services);
            },
            options: options => (options.Concurrency, options.HighPrioritySlots) = (1, 1));
        var going = await cluster.TriggerAsync("busy");
        await busy.BegunAsync();

        var waiting = await cluster.TriggerAsync("normal");

        (await cluster.EndAsync(await cluster.TriggerAsync("urgent"))).State.ShouldBe(JobRunState.Succeeded);
        (await cluster.Job("normal").FindRunAsync(waiting.Id))!.State.ShouldBe(JobRunState.Queued);
        await cluster.Job("busy").CancelAsync(going.Id, null);
        (await cluster.EndAsync(waiting)).State.ShouldBe(JobRunState.Succeeded);
    }

    [Fact]
    public async Task Run_PastItsSlowThreshold_IsCountedOnceWhileItGoesOn()
    {
        var time = new ManualTimeProvider();
        var release = new TaskCompletionSource();
        var job = ProbeJob.Named("sluggish", (_, _) => release.Task).With(job => job with { SlowAfter = TimeSpan.FromSeconds(8) });
        await using var cluster = await JobCluster.StartAsync(job.AddTo, time);
        using var slow = new Measurements("orleanstrading.jobs.slow_runs", "sluggish");
        var run = await cluster.TriggerAsync("sluggish");
        await job.BegunAsync();

        time.Advance(TimeSpan.FromSeconds(7));
        slow.Sum.ShouldBe(0);
        time.Advance(TimeSpan.FromSeconds(2));
        slow.Sum.ShouldBe(1);
        time.Advance(TimeSpan.FromSeconds(9));
        release.SetResult();

        (await cluster.EndAsync(run)).State.ShouldBe(JobRunState.Succeeded);
        slow.Sum.ShouldBe(1);
    }
}
