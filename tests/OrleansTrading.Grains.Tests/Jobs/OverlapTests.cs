using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Domain.Jobs;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Jobs;

public sealed class OverlapTests
{
    [Fact]
    public async Task Skip_AnIntervalShorterThanTheJob_RunsOneAtATimeAndRecordsTheSkips()
    {
        var time = new ManualTimeProvider();
        var gate = new SemaphoreSlim(0);
        var job = ProbeJob.Named("slow", (_, token) => gate.WaitAsync(token), "every 5s");
        await using var cluster = await JobCluster.StartAsync(job.AddTo, time);
        await cluster.WakeAsync("slow");

        (string Id, int Since)? going = null;
        for (var second = 1; second <= 120; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await cluster.WakeAsync("slow");
            if (going is { } old && second - old.Since == 20)
            {
                gate.Release();
                while ((await cluster.Events.EndedAsync()).Id != old.Id)
                    continue;
                going = null;
            }
            else if (going is null && (await cluster.Job("slow").GetStatusAsync())!.Current is { } run)
            {
                going = ((await job.BegunAsync()).RunId, second);
                going.Value.Id.ShouldBe(run.Id);
            }
        }

        // Begun at 5, 30, 55, 80 and 105 seconds; each goes on for 20, over the four slots after its own.
        var runs = await cluster.StoredAsync("slow");
        (job.MostAtOnce, job.Runs.Count, runs.Count).ShouldBe((1, 5, 24));
        runs.Select(run => run.Slot).ShouldBeUnique();
        var skipped = runs.Where(run => run.State == JobRunState.Skipped).ToList();
        skipped.Count.ShouldBe(19);
        skipped.ShouldAllBe(run => run.Error!.StartsWith("Run ") && run.Error.EndsWith(" was still going."));
    }

    [Fact]
    public async Task Skip_TriggeredWhileGoing_GivesASkippedRun()
    {
        var job = ProbeJob.Endless("endless");
        await using var cluster = await JobCluster.StartAsync(job.AddTo);
        var first = await cluster.TriggerAsync("endless");
        await job.BegunAsync();

        var second = await cluster.TriggerAsync("endless");

        (second.State, second.Error).ShouldBe((JobRunState.Skipped, $"Run {first.Id} was still going."));
        (await cluster.Job("endless").GetStatusAsync())!.Skipped.ShouldBe(1);
    }

    [Fact]
    public async Task QueueOne_TriggeredWhileGoing_OneWaitsAndAFurtherOneIsSkipped()
    {
        var gate = new SemaphoreSlim(0);
        var job = ProbeJob.Named("queue", (_, token) => gate.WaitAsync(token)).With(job => job with { Overlap = JobOverlap.QueueOne });
        await using var cluster = await JobCluster.StartAsync(job.AddTo);

        var first = await cluster.TriggerAsync("queue");
        var second = await cluster.TriggerAsync("queue");
        var third = await cluster.TriggerAsync("queue");

        (second.State, third.State).ShouldBe((JobRunState.Queued, JobRunState.Skipped));
        (await cluster.Job("queue").GetStatusAsync())!.Waiting!.Id.ShouldBe(second.Id);
        gate.Release(2);
        (await cluster.EndAsync(second)).State.ShouldBe(JobRunState.Succeeded);
        (await cluster.EndAsync(first)).FinishedAt!.Value.ShouldBeLessThanOrEqualTo((await cluster.EndAsync(second)).StartedAt!.Value);
        job.MostAtOnce.ShouldBe(1);
    }

    [Fact]
    public async Task CancelPrevious_TriggeredWhileGoing_TheNewestTakesThePlace()
    {
        var job = ProbeJob.Endless("newest").With(job => job with { Overlap = JobOverlap.CancelPrevious });
        await using var cluster = await JobCluster.StartAsync(job.AddTo);
        var first = await cluster.TriggerAsync("newest");
        await job.BegunAsync();

        var second = await cluster.TriggerAsync("newest");

        first = await cluster.EndAsync(first);
        (first.State, first.Error).ShouldBe((JobRunState.Cancelled, $"Replaced by run {second.Id}."));
        (await job.BegunAsync()).RunId.ShouldBe(second.Id);
        job.MostAtOnce.ShouldBe(1);
    }
}
