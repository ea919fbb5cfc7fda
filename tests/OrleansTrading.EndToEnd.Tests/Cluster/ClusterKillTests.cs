using System.Globalization;
using OrleansTrading.TestKit;

namespace OrleansTrading.EndToEnd.Tests.Cluster;

/// <summary>
/// One of three silos dies without warning every half minute, while a market goes on and users call. It takes minutes, so it is run where
/// ORLEANS_TRADING_KILL_ROUNDS says how often.
/// </summary>
public sealed class ClusterKillTests
{
    private const long Minute = 60_000;
    private const int Final = 2;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan SoonLive = TimeSpan.FromSeconds(20);

    /// <summary>Jobs whose slots come often, and how often.</summary>
    private static readonly Dictionary<string, TimeSpan> Slots = new()
    {
        ["collect-market"] = TimeSpan.FromSeconds(10), ["check-freshness"] = TimeSpan.FromSeconds(30), ["settle-signals"] = TimeSpan.FromMinutes(1),
    };

    [Fact]
    public async Task Silos_KilledOneAfterTheOther_LoseNothingThatWasAcknowledged()
    {
        var asked = Environment.GetEnvironmentVariable("ORLEANS_TRADING_KILL_ROUNDS");
        Assert.SkipWhen(string.IsNullOrEmpty(asked), "ORLEANS_TRADING_KILL_ROUNDS says how many silos are killed, one every 30 s; it is not set.");
        SiloCluster.Need();
        var rounds = int.Parse(asked!, CultureInfo.InvariantCulture);
        var seed = Random.Shared.Next(1, 1_000_000);
        var random = new Random(seed);
        await using var cluster = await SiloCluster.StartAsync(symbols: 6, speed: 10);
        await using var audit = new ClusterAudit(cluster);
        await cluster.LiveAsync(Limit);
        var begun = await cluster.Venue.GetTimeAsync() / Minute * Minute;
        await using var load = new CallLoad(cluster);
        List<(long At, TimeSpan Live)> kills = [];
        for (var round = 0; round < rounds; round++)
        {
            var (number, from) = (random.Next(SiloCluster.Size), TimeProvider.System.GetTimestamp());
            var at = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
            await cluster.KillAsync(number);
            var starting = cluster.StartAsync(number);
            kills.Add((at, await cluster.LiveAsync(Limit)));
            Say($"seed {seed}: silo {number} killed, every symbol live after {kills[^1].Live.TotalSeconds:F1} s, {load.Failures.Count} of {load.Calls} calls have failed");
            await starting;
            if (Every - TimeProvider.System.GetElapsedTime(from) is var left && left > TimeSpan.Zero)
                await Task.Delay(left, TimeProvider.System, TestContext.Current.CancellationToken);
        }

        await load.EndAsync();
        kills.Max(kill => kill.Live).ShouldBeLessThan(SoonLive, $"seed {seed}");
        (await audit.ListOrdersAsync()).ShouldBeUnique();
        load.Orders.Count.ShouldBeGreaterThan(50 * rounds);
        load.Orders.Except(await audit.ListOrdersAsync()).ShouldBeEmpty($"seed {seed}: orders that were acknowledged are there");
        load.Runs.Except((await audit.ListRunsAsync()).Select(run => run.Id)).ShouldBeEmpty($"seed {seed}: runs that were acknowledged are there");
        await audit.ShouldHoldAllCandlesAsync(begun, (await cluster.Venue.GetTimeAsync() / Minute * Minute) - Minute, SoonLive);
        var calm = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        await Eventually.GetAsync(
            audit.ListRunsAsync, all => all.Where(run => run.QueuedAt < calm).All(run => run.State >= Final), Limit, () => cluster.Output,
            all => string.Join(", ", all.Where(run => run.State < Final)));
        var runs = await audit.ListRunsAsync();
        runs.Where(run => run.Slot is not null).GroupBy(run => (run.Job, run.Slot)).Where(slot => slot.Count() > 1).ShouldBeEmpty($"seed {seed}: a slot is run once");
        var passed = Slots.ToDictionary(job => job.Key, job => Passed(runs, job.Key, (long)job.Value.TotalMilliseconds));
        passed.Values.SelectMany(slots => slots).Where(slot => !kills.Any(kill => kill.At <= slot.Next && kill.At >= slot.Slot - SoonLive.TotalMilliseconds))
            .ShouldBeEmpty($"seed {seed}: a slot is passed over only while its job is on its way from a silo that was killed");
        Say($"{load.Calls} calls, {load.Failures.Count} failed; acknowledged: {load.Orders.Count} orders, {load.Runs.Count} runs; {runs.Count} runs, slots passed over: "
            + string.Join(", ", passed.Select(job => $"{job.Value.Count} of {runs.Count(run => run.Job == job.Key && run.Slot is not null)} of {job.Key}")));
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
