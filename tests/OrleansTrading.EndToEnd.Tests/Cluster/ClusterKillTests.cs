using System.Globalization;
using OrleansTrading.TestKit;

namespace OrleansTrading.EndToEnd.Tests.Cluster;

/// <summary>A silo of three that holds symbols dies without warning: the others see it in time, and nothing that was acknowledged is lost.</summary>
public sealed class ClusterKillTests
{
    private const long Minute = 60_000;
    private const int Symbols = 20;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan SoonLive = TimeSpan.FromSeconds(20);

    /// <summary>After which docs/runbook.md promises that the others have put out a silo that was killed, and one that stands still.</summary>
    private static readonly TimeSpan Out = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan HungOut = TimeSpan.FromSeconds(60);

    /// <summary>Jobs whose slots come often, and how often.</summary>
    private static readonly Dictionary<string, TimeSpan> Slots = new()
    {
        ["collect-market"] = TimeSpan.FromSeconds(10), ["check-freshness"] = TimeSpan.FromSeconds(30), ["settle-signals"] = TimeSpan.FromMinutes(1),
    };

    [Fact]
    public async Task Silo_Killed_IsPutOutByTheOthers()
    {
        SiloCluster.Need();
        await using var cluster = await SiloCluster.StartAsync(Symbols, speed: 10);
        await using var audit = new ClusterAudit(cluster);
        await cluster.LiveAsync(Limit);
        var followed = await cluster.FollowedAsync();
        followed.Sum().ShouldBeGreaterThanOrEqualTo(Symbols);
        var number = Array.IndexOf(followed, followed.Max());
        var victim = await audit.FindSiloAsync(number);
        var killed = TimeProvider.System.GetTimestamp();
        await cluster.KillAsync(number);
        var took = await audit.OutAsync(victim, killed, Limit);
        await cluster.LiveAsync(Limit);
        var live = TimeProvider.System.GetElapsedTime(killed);
        Say($"of {string.Join(", ", followed)} symbols {followed[number]} were on the silo that was killed; it was out after {took.TotalSeconds:F1} s, every symbol live after {live.TotalSeconds:F1} s");
        took.ShouldBeLessThan(Out, cluster.Output);
        live.ShouldBeLessThan(Out + SoonLive, cluster.Output);
    }

    /// <summary>Its connections do not break, so the others wait longer for a word from it.</summary>
    [Fact]
    public async Task Silo_ThatHangs_IsPutOutByTheOthersAndEndsWhenItWakes()
    {
        SiloCluster.Need();
        await using var cluster = await SiloCluster.StartAsync(symbols: 6, speed: 10);
        await using var audit = new ClusterAudit(cluster);
        await cluster.LiveAsync(Limit);
        var followed = await cluster.FollowedAsync();
        var number = Array.IndexOf(followed, followed.Max());
        var victim = await audit.FindSiloAsync(number);
        var hung = TimeProvider.System.GetTimestamp();
        await cluster.HangAsync(number);
        var took = await audit.OutAsync(victim, hung, Limit);
        await cluster.LiveAsync(Limit);
        Say($"{followed[number]} of {followed.Sum()} symbols were on the silo that hung; it was out after {took.TotalSeconds:F1} s, every symbol live after {TimeProvider.System.GetElapsedTime(hung).TotalSeconds:F1} s");
        took.ShouldBeLessThan(HungOut, cluster.Output);
        (await cluster.WakeAsync(number, Limit)).ShouldNotBe(0, "it has been told that it is dead");
        await cluster.LiveAsync(Limit);
    }

    /// <remarks>It takes minutes, so it is run where ORLEANS_TRADING_KILL_ROUNDS says how often.</remarks>
    [Fact]
    public async Task Silos_KilledOneAfterTheOther_LoseNothingThatWasAcknowledged()
    {
        var asked = Environment.GetEnvironmentVariable("ORLEANS_TRADING_KILL_ROUNDS");
        Assert.SkipWhen(string.IsNullOrEmpty(asked), "ORLEANS_TRADING_KILL_ROUNDS says how many silos are killed, one every 30 s; it is not set.");
        SiloCluster.Need();
        var rounds = int.Parse(asked!, CultureInfo.InvariantCulture);
        var seed = Random.Shared.Next(1, 1_000_000);
        var random = new Random(seed);
        await using var cluster = await SiloCluster.StartAsync(Symbols, speed: 10);
        await using var audit = new ClusterAudit(cluster);
        await cluster.LiveAsync(Limit);
        var begun = await cluster.Venue.GetTimeAsync() / Minute * Minute;
        await using var load = new CallLoad(cluster);
        List<(long At, TimeSpan Out, TimeSpan Live)> kills = [];
        for (var round = 0; round < rounds; round++)
        {
            var followed = await cluster.FollowedAsync();
            var number = Choose(random, followed);
            var victim = await audit.FindSiloAsync(number);
            var from = TimeProvider.System.GetTimestamp();
            var at = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
            await cluster.KillAsync(number);
            var (put, starting) = (audit.OutAsync(victim, from, Limit), cluster.StartAsync(number));
            var live = await cluster.LiveAsync(Limit);
            kills.Add((at, await put, live));
            Say($"seed {seed}: silo {number} killed with {followed[number]} of {followed.Sum()} symbols, out after {kills[^1].Out.TotalSeconds:F1} s, every symbol live after {kills[^1].Live.TotalSeconds:F1} s, {load.Failures.Count} of {load.Calls} calls have failed");
            await starting;
            if (Every - TimeProvider.System.GetElapsedTime(from) is var left && left > TimeSpan.Zero)
                await Task.Delay(left, TimeProvider.System, TestContext.Current.CancellationToken);
        }

        await load.EndAsync();
        kills.Max(kill => kill.Live).ShouldBeLessThan(SoonLive, $"seed {seed}");
        kills.Max(kill => kill.Out).ShouldBeLessThan(Out, $"seed {seed}");
        load.Orders.Count.ShouldBeGreaterThan(50 * rounds);
        await audit.ShouldHoldAcknowledgedAsync(load, $"seed {seed}");
        await audit.ShouldHoldAllCandlesAsync(begun, (await cluster.Venue.GetTimeAsync() / Minute * Minute) - Minute, SoonLive);
        var calm = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        await Eventually.GetAsync(
            audit.ListRunsAsync, all => all.Where(run => run.QueuedAt < calm).All(run => run.IsOver), Limit, () => cluster.Output,
            all => string.Join(", ", all.Where(run => !run.IsOver)));
        var runs = await audit.ListRunsAsync();
        runs.Where(run => run.Slot is not null).GroupBy(run => (run.Job, run.Slot)).Where(slot => slot.Count() > 1).ShouldBeEmpty($"seed {seed}: a slot is run once");
        var passed = Slots.ToDictionary(job => job.Key, job => Passed(runs, job.Key, (long)job.Value.TotalMilliseconds));
        passed.Values.SelectMany(slots => slots).Where(slot => !kills.Any(kill => kill.At <= slot.Next && kill.At >= slot.Slot - SoonLive.TotalMilliseconds))
            .ShouldBeEmpty($"seed {seed}: a slot is passed over only while its job is on its way from a silo that was killed");
        Say($"{load.Calls} calls, {load.Failures.Count} failed; acknowledged: {load.Orders.Count} orders, {load.Runs.Count} runs; {runs.Count} runs, slots passed over: "
            + string.Join(", ", passed.Select(job => $"{job.Value.Count} of {runs.Count(run => run.Job == job.Key && run.Slot is not null)} of {job.Key}")));
    }

    /// <summary>One of those that follow symbols, where there is one.</summary>
    private static int Choose(Random random, int[] followed)
    {
        var holders = Enumerable.Range(0, followed.Length).Where(number => followed[number] > 0).ToArray();
        return holders.Length > 0 ? holders[random.Next(holders.Length)] : random.Next(followed.Length);
    }

    /// <summary>Slots without a run, each with the time at which the next one was taken.</summary>
    private static List<(string Job, long Slot, long Next)> Passed(List<StoredRun> runs, string job, long length)
    {
        var taken = runs.Where(run => run.Job == job && run.Slot is not null).OrderBy(run => run.Slot).ToList();
        taken.Count.ShouldBeGreaterThan(1, job);
        List<(string, long, long)> passed = [];
        foreach (var (earlier, later) in taken.Zip(taken.Skip(1)))
        {
            for (var slot = earlier.Slot!.Value + length; slot < later.Slot; slot += length)
                passed.Add((job, slot, later.QueuedAt));
        }

        return passed;
    }

    private static void Say(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);
}
