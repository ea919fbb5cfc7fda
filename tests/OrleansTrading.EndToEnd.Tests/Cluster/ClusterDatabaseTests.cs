using OrleansTrading.TestKit;

namespace OrleansTrading.EndToEnd.Tests.Cluster;

/// <summary>
/// The database server dies under three silos with users, and is back half a minute later: longer than silos may leave off signing there.
/// It is seen, nothing that was acknowledged is lost, and nobody has to do anything.
/// </summary>
public sealed class ClusterDatabaseTests
{
    private const long Minute = 60_000;
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan SoonStored = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Database_KilledUnderThreeSilosAndStartedAgain_LosesNothingThatWasAcknowledged()
    {
        SiloCluster.Need();
        await using var cluster = await SiloCluster.StartAsync(symbols: 6, speed: 20);
        await using var audit = new ClusterAudit(cluster);
        await cluster.LiveAsync(Limit);
        var silos = await audit.ListSilosAsync();
        silos.Select(silo => silo.Status).ShouldBe([StoredSilo.Active, StoredSilo.Active, StoredSilo.Active]);
        var begun = await cluster.Venue.GetTimeAsync() / Minute * Minute;
        await using var load = new CallLoad(cluster);
        await OrdersAsync(cluster, load, 50);

        await cluster.KillDatabaseAsync();
        var killed = TimeProvider.System.GetTimestamp();
        await SaidAsync(cluster, "degraded");
        var acknowledged = load.Orders.Count + load.Runs.Count;
        Say($"every silo said so after {Seconds(killed)} s");
        if (Away - TimeProvider.System.GetElapsedTime(killed) is var left && left > TimeSpan.Zero)
            await Task.Delay(left, TimeProvider.System, TestContext.Current.CancellationToken);
        (await cluster.ReadinessAsync()).ShouldAllBe(status => status == "degraded", cluster.Output);
        // What was under way may have been stored before, and its answer have waited for what follows from it.
        (load.Orders.Count + load.Runs.Count).ShouldBeInRange(acknowledged, acknowledged + CallLoad.Traders, "what cannot be stored is not answered for");

        var started = TimeProvider.System.GetTimestamp();
        var calm = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        await cluster.StartDatabaseAsync();
        await SaidAsync(cluster, "ready");
        Say($"every silo was ready {Seconds(started)} s after the database was started again, {load.Failures.Count} of {load.Calls} calls have failed");
        await cluster.LiveAsync(Limit);
        Say($"every symbol was live after {Seconds(started)} s");
        await OrdersAsync(cluster, load, load.Orders.Count + 50);
        await Eventually.GetAsync(
            audit.ListRunsAsync, all => all.Exists(run => run.QueuedAt > calm && run.Slot is not null && run.IsOver), Limit, () => cluster.Output, all => $"{all.LastOrDefault()}");
        await load.EndAsync();
        Say($"{load.Calls} calls, {load.Failures.Count} failed; {load.Orders.Count} orders and {load.Runs.Count} runs acknowledged");

        (await audit.ListSilosAsync()).ShouldBe(silos, "nobody was put out, and nobody was started anew");
        await audit.ShouldHoldAcknowledgedAsync(load, cluster.Output);
        await audit.ShouldHoldAllCandlesAsync(begun, (await cluster.Venue.GetTimeAsync() / Minute * Minute) - Minute, SoonStored);
        (await audit.ListRunsAsync()).Where(run => run.Slot is not null).GroupBy(run => (run.Job, run.Slot)).Where(slot => slot.Count() > 1).ShouldBeEmpty("a slot is run once");
    }

    private static Task SaidAsync(SiloCluster cluster, string status) => Eventually.GetAsync(
        cluster.ReadinessAsync, all => all.All(one => one == status), Limit, () => cluster.Output, all => string.Join(", ", all));

    private static Task OrdersAsync(SiloCluster cluster, CallLoad load, int count) => Eventually.GetAsync(
        () => Task.FromResult(load.Orders.Count), acknowledged => acknowledged >= count, Limit, () => $"{string.Join('\n', load.Failures.TakeLast(5))}\n{cluster.Output}");

    private static string Seconds(long since) => $"{TimeProvider.System.GetElapsedTime(since).TotalSeconds:F1}";

    private static void Say(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);
}
