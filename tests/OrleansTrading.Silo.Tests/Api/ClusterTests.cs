using OrleansTrading.Contracts.Watchlists;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Api;

public sealed class ClusterTests(SiloFixture silo)
{
    [Fact]
    public async Task Cluster_OfOneSilo_ListsItAndItsGrains()
    {
        var cluster = await silo.GetAsync("/api/v1/cluster");
        cluster.EnumerateObject().Select(member => member.Name).ShouldBe(["engine", "clusterId", "silos", "activations", "reminders"]);
        new[] { "Embedded", "Cluster" }.ShouldContain(cluster.GetProperty("engine").GetString());
        var only = cluster.GetProperty("silos").EnumerateArray().ShouldHaveSingleItem();
        only.GetProperty("status").GetString().ShouldBe("Active");
        only.GetProperty("startTime").GetInt64().ShouldBeGreaterThan(1_700_000_000_000);
        var activations = cluster.GetProperty("activations").EnumerateArray()
            .ToDictionary(row => row.GetProperty("grainType").GetString()!.Split('.')[^1], row => row.GetProperty("count").GetInt32());
        activations["SymbolGrain"].ShouldBeGreaterThanOrEqualTo(3);
        // Orleans counts by process: those of hosts that other tests start here at the same time are among them.
        activations["WatchlistGrain"].ShouldBeGreaterThanOrEqualTo(LiveInstruments.Lists.Length);
        only.GetProperty("activations").GetInt32().ShouldBeGreaterThanOrEqualTo(activations["SymbolGrain"] + 1);
    }

    [Fact]
    public async Task Cluster_OfOneSilo_TellsOfItsProcessItsCallsAndItsReminders()
    {
        var cluster = await Eventually.GetAsync(
            () => silo.GetAsync("/api/v1/cluster"), cluster => cluster.GetProperty("reminders").GetArrayLength() > 0, TimeSpan.FromSeconds(60));
        var process = cluster.GetProperty("silos")[0].GetProperty("process");
        process.GetProperty("workingSetBytes").GetInt64().ShouldBeGreaterThan(10_000_000);
        process.GetProperty("runtime").GetString()!.ShouldStartWith(".NET");
        var symbols = cluster.GetProperty("activations").EnumerateArray().Single(row => row.GetProperty("grainType").GetString()!.EndsWith(".SymbolGrain", StringComparison.Ordinal));
        symbols.GetProperty("calls").GetInt64().ShouldBeGreaterThan(0);
        symbols.GetProperty("p99Milliseconds").GetDouble().ShouldBeGreaterThan(0);
        cluster.GetProperty("reminders").EnumerateArray().ShouldAllBe(reminder => reminder.GetProperty("periodSeconds").GetDouble() >= 60);
        (await silo.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken)).ShouldContain("orleanstrading_grains_calls_total{grain_type=\"SymbolGrain\"}");
    }
}
