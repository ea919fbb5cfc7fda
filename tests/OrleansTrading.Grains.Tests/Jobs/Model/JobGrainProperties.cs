using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Domain.Jobs;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Jobs.Model;

/// <summary>The real grain in the same hard world as the model of it: fewer slots, but real activations, state and executions.</summary>
public sealed class JobGrainProperties
{
    private const int Slots = 80;
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 0, 0, 30, TimeSpan.Zero);

    [Fact]
    public async Task JobGrain_WakeUpsDoubledAndLostSilosKilledClockStepping_TakesEachSlotOnce()
    {
        var seed = Random.Shared.Next();
        try
        {
            await RunAsync(new Random(seed));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw new InvalidOperationException($"With seed {seed}: {exception.Message}", exception);
        }
    }

    private static async Task RunAsync(Random random)
    {
        var time = new ManualTimeProvider(Start);
        var job = ProbeJob.Named("minutely", schedule: "0 * * * * *").With(job => job with { OnLostRun = LostRunPolicy.Fail });
        await using var cluster = await JobCluster.StartAsync(job.AddTo, time, silos: 2);
        await cluster.WakeAsync("minutely");
        var (taken, newest, steps, kills) = (0, Start, 0, 0);
        while (taken < Slots)
        {
            time.Advance(TimeSpan.FromSeconds(random.Next(1, random.Next(10) == 0 ? 600 : 60)));
            if (random.Next(15) == 0)
            {
                // Its timer may have taken a slot of the time that the clock leaves; that one does not come again.
                newest = Later(newest, SlotOf(time.GetUtcNow()));
                time.StepWallClock(TimeSpan.FromHours(steps++ % 2 == 0 ? -1 : 1));
            }

            if (random.Next(15) == 0)
            {
                kills++;
                await ReplaceSiloAsync(cluster);
            }

            // A wake-up that comes twice, on top of those of the grain's own timer.
            await Task.WhenAll(Enumerable.Range(0, random.Next(1, 3)).Select(_ => WakeAsync(cluster)));

            var slot = SlotOf(time.GetUtcNow());
            if (slot <= newest)
                continue;
            (newest, taken) = (slot, taken + 1);
            (await cluster.Job("minutely").GetStatusAsync())!.NextDue.ShouldBe((slot + TimeSpan.FromMinutes(1)).ToUnixTimeMilliseconds());
            (await cluster.StoredAsync("minutely")).ShouldContain(run => run.Slot == slot.ToUnixTimeMilliseconds(), $"the slot {slot:HH:mm} has its run");
        }

        kills.ShouldBeGreaterThan(0);
        steps.ShouldBeGreaterThan(0);
        // An activation whose last write lost against a killed one's goes too; with time at rest, nothing but a wake-up brings the next.
        await Eventually.TrueAsync(
            async () =>
            {
                await cluster.WakeAsync("minutely");
                return (await cluster.StoredAsync("minutely")).All(run => run.IsFinal);
            },
            JobCluster.Limit,
            () => $"{kills} silos were killed");
        var stored = await cluster.StoredAsync("minutely");
        stored.Count.ShouldBeGreaterThanOrEqualTo(Slots);
        stored.Select(run => run.Slot).ShouldBeUnique();
        stored.Select(run => run.State).ShouldBeSubsetOf([JobRunState.Succeeded, JobRunState.Skipped, JobRunState.Failed]);
        job.Runs.Select(run => run.Slot).ShouldBeUnique();
        job.Runs.Count.ShouldBeGreaterThanOrEqualTo(stored.Count(run => run.State == JobRunState.Succeeded));
        job.MostAtOnce.ShouldBe(1);
    }

    /// <summary>
    /// Wakes the job until it answers: a call may still go to the silo that was killed, and the last write of an activation there may
    /// come between, upon which the present one goes too.
    /// </summary>
    private static Task WakeAsync(JobCluster cluster) => Eventually.TrueAsync(
        async () =>
        {
            await cluster.WakeAsync("minutely");
            return true;
        },
        JobCluster.Limit);

    private static DateTimeOffset SlotOf(DateTimeOffset now) => now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute));

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static async Task ReplaceSiloAsync(JobCluster cluster)
    {
        await cluster.Cluster.StartAdditionalSiloAsync();
        await cluster.KillSiloOfAsync("minutely");
    }
}
