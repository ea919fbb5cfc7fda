using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Grains.Tests.Jobs.Model;

/// <summary>
/// The decisions of the job grain over a hundred thousand slots, with silos lost at any point, wake-ups lost and doubled, activations
/// doubled and the clock stepping by up to an hour.
/// </summary>
public sealed class JobMachineProperties
{
    private const int Slots = 100_000;
    private const long CronPeriod = 10_000;
    private const long Interval = 10_000;

    /// <summary>Another one with every run of the tests; a failure names it.</summary>
    private static readonly int AnySeed = Random.Shared.Next();

    public static TheoryData<int, LostRunPolicy> Cases() => new()
    {
        { 1, LostRunPolicy.Fail },
        { 2, LostRunPolicy.RunAgain },
        { AnySeed, LostRunPolicy.Fail },
        { AnySeed, LostRunPolicy.RunAgain },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void CronSlots_WhateverHappens_AreTakenOnceAndTheNewestIsNeverLost(int seed, LostRunPolicy policy) => Run(seed, () =>
    {
        var world = new JobWorld(seed, "*/10 * * * * *", policy);
        while (world.Taken.Count < Slots / 2)
        {
            Go(world, () =>
            {
                // The oracle knows the slots by arithmetic: the tens of the wall clock.
                var newest = world.Wall / CronPeriod * CronPeriod;
                var plan = world.Written.Plan;
                newest.ShouldBeLessThanOrEqualTo(plan.LastSlot ?? plan.PlannedAt, "the newest slot is taken by whoever wakes");
                (plan.NextDue % CronPeriod).ShouldBe(0);
                plan.Epoch.ShouldBe(plan.LastSlot is null ? plan.Epoch : 0, "a clock that steps by hours makes no slot come again");
            });
        }

        CheckEnd(world, policy);
        world.Taken.Keys.Select(taken => taken.Slot).ShouldBeUnique();
    });

    [Theory]
    [MemberData(nameof(Cases))]
    public void IntervalSlots_WhateverHappens_AreTakenOnceAndNeverFallSilent(int seed, LostRunPolicy policy) => Run(seed, () =>
    {
        var world = new JobWorld(seed, "every 10s", policy);
        var (taken, awake, last, steps) = (0, 0L, 0L, 0);
        while (world.Taken.Count < Slots / 2)
        {
            Go(world, () =>
            {
                awake += Math.Min(world.Real - last, Interval);
                if (world.Taken.Count != taken)
                    (taken, awake, steps) = (world.Taken.Count, 0, world.Steps);
                last = world.Real;
                awake.ShouldBeLessThanOrEqualTo((3 + (2 * (world.Steps - steps))) * Interval, "an interval goes on when the clock goes back");
            });
        }

        CheckEnd(world, policy);
        world.Taken.Count.ShouldBeLessThanOrEqualTo((int)(world.Real / Interval) + world.ForwardSteps + 1, "never more often than the interval");
    });

    public static TheoryData<int> AdaptiveSeeds() => [968446551, AnySeed];

    [Theory]
    [MemberData(nameof(AdaptiveSeeds))]
    public void AdaptiveSlots_WhateverHappens_AreTakenOnceAndNeverFallSilent(int seed) => Run(seed, () =>
    {
        var world = new JobWorld(seed, "between 5s and 1m", LostRunPolicy.Fail);
        while (world.Taken.Count < Slots / 5)
            Go(world, () => world.Written.Plan.NextDue.ShouldNotBeNull().ShouldBeLessThanOrEqualTo(world.Wall + 60_000));
        CheckEnd(world, LostRunPolicy.Fail);
    });

    private static void Run(int seed, Action property)
    {
        try
        {
            property();
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"With seed {seed}: {exception.Message}", exception);
        }
    }

    private static void Go(JobWorld world, Action check)
    {
        world.Pass();
        if (world.Wake())
            check();
        if (world.HappensOnceIn(2000))
            world.KillNow();
    }

    private static void CheckEnd(JobWorld world, LostRunPolicy policy)
    {
        for (var i = 0; i < 1000 || world.Written.Current is not null; i++)
            Go(world, () => { });
        world.Kills.ShouldBeGreaterThan(10, "the world must be a hard one");
        world.Overtaken.ShouldBeGreaterThan(5);
        world.Steps.ShouldBeGreaterThan(10);
        var open = new[] { world.Written.Current, world.Written.Waiting }.Concat(world.Written.Unsaved).Select(run => run?.Id).ToHashSet();
        var runs = world.Taken.Values.ToHashSet();
        runs.Count.ShouldBe(world.Taken.Count, "every slot has a run of its own");
        runs.Where(run => !open.Contains(run) && world.Store.GetValueOrDefault(run) is not { IsFinal: true }).ShouldBeEmpty("every run came to its end, and the store knows");
        foreach (var run in runs.Where(run => !open.Contains(run)))
        {
            var begun = world.Begun.GetValueOrDefault(run);
            begun.ShouldBeLessThanOrEqualTo(policy == LostRunPolicy.Fail ? 1 : 1 + world.LostCount(run), "an effect comes again only for a lost run whose policy says so");
            if (world.Store[run].State is JobRunState.Succeeded)
                begun.ShouldBeGreaterThan(0);
            if (world.Store[run].State is JobRunState.Skipped)
                begun.ShouldBe(0);
        }
    }
}
