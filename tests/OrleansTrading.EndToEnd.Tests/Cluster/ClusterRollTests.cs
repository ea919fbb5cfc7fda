namespace OrleansTrading.EndToEnd.Tests.Cluster;

/// <summary>Three silos are replaced one by one, as an upgrade does it, while a market goes on and users call: nobody notices.</summary>
public sealed class ClusterRollTests
{
    private const long Minute = 60_000;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan SoonLive = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan SoonStored = TimeSpan.FromSeconds(10);

    private static string? OlderBuild => Environment.GetEnvironmentVariable("ORLEANS_TRADING_OLDER_SILO");

    [Fact]
    public Task Silos_ReplacedOneByOneUnderLoad_LoseNoCandleAndFailNoCall() => RollAsync(SiloCluster.ThisBuild, SiloCluster.ThisBuild);

    [Fact]
    public Task Silos_OfAnOlderBuild_ReplacedAndBroughtBack_LoseNoCandleAndFailNoCall()
    {
        Assert.SkipUnless(OlderBuild is { Length: > 0 }, "ORLEANS_TRADING_OLDER_SILO names the OrleansTrading.Silo.dll of an older build to roll out from, and to roll back to.");
        return RollAsync(OlderBuild!, SiloCluster.ThisBuild, OlderBuild!);
    }

    /// <param name="first">What runs first.</param>
    /// <param name="next">What takes its place, one silo after the other.</param>
    private static async Task RollAsync(string first, params string[] next)
    {
        SiloCluster.Need();
        await using var cluster = await SiloCluster.StartAsync(symbols: 6, speed: 20, first);
        await using var audit = new ClusterAudit(cluster);
        await cluster.LiveAsync(Limit);
        var begun = await cluster.Venue.GetTimeAsync() / Minute * Minute;
        await using var load = new CallLoad(cluster);
        foreach (var (build, number) in next.SelectMany(build => Enumerable.Range(0, SiloCluster.Size).Select(number => (build, number))))
        {
            var stopped = await cluster.StopAsync(number);
            var live = await cluster.LiveAsync(Limit);
            Say($"silo {number} stopped within {stopped.TotalSeconds:F1} s, every symbol was live {live.TotalSeconds:F1} s later, last {cluster.LastLate}; {load.Failures.Count} of {load.Calls} calls have failed");
            live.ShouldBeLessThan(SoonLive, cluster.Output);
            await cluster.StartAsync(number, build);
        }

        await load.EndAsync();
        Say($"{load.Calls} calls, {load.Failures.Count} failed; {load.Orders.Count} orders and {load.Runs.Count} runs acknowledged");
        foreach (var failure in load.Failures)
            Say(failure);
        load.Failures.ShouldBeEmpty($"{load.Calls} calls\n{string.Join('\n', cluster.Balancer.Log.Where(IsTrouble).TakeLast(30))}\n{cluster.Output}");
        load.Calls.ShouldBeGreaterThan(500, "it was under load");
        await audit.ShouldHoldAllCandlesAsync(begun, (await cluster.Venue.GetTimeAsync() / Minute * Minute) - Minute, SoonStored);
        load.Orders.Count.ShouldBeGreaterThan(50);
        (await audit.ListOrdersAsync()).ShouldBe(load.Orders, ignoreOrder: true, "what was acknowledged is there once, and nothing else");
        load.Runs.Except((await audit.ListRunsAsync()).Select(run => run.Id)).ShouldBeEmpty("runs that were acknowledged are there");
    }

    private static void Say(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);

    /// <summary>What the load balancer did not get done at once.</summary>
    private static bool IsTrouble(string line) => line.Contains(" 503 ", StringComparison.Ordinal) || line.Contains(" 502 ", StringComparison.Ordinal) || line.Contains("/+", StringComparison.Ordinal);
}
