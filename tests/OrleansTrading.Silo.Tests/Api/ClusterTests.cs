using OrleansTrading.Contracts.Watchlists;

namespace OrleansTrading.Silo.Tests.Api;

public sealed class ClusterTests(SiloFixture silo)
{
    [Fact]
    public async Task Cluster_OfOneSilo_ListsItAndItsGrains()
    {
        var cluster = await silo.GetAsync("/api/v1/cluster");
        cluster.EnumerateObject().Select(member => member.Name).ShouldBe(["engine", "clusterId", "silos", "activations"]);
        new[] { "Embedded", "Cluster" }.ShouldContain(cluster.GetProperty("engine").GetString());
        var only = cluster.GetProperty("silos").EnumerateArray().ShouldHaveSingleItem();
        only.GetProperty("status").GetString().ShouldBe("Active");
        only.GetProperty("startTime").GetInt64().ShouldBeGreaterThan(1_700_000_000_000);
        var activations = cluster.GetProperty("activations").EnumerateArray()
            .ToDictionary(row => row.GetProperty("grainType").GetString()!.Split('.')[^1], row => row.GetProperty("count").GetInt32());
        activations["SymbolGrain"].ShouldBeGreaterThanOrEqualTo(3);
        activations["WatchlistGrain"].ShouldBe(LiveInstruments.Lists.Length);
        only.GetProperty("activations").GetInt32().ShouldBeGreaterThanOrEqualTo(activations["SymbolGrain"] + 1);
    }
}
