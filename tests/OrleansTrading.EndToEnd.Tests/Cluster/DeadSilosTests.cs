using OrleansTrading.TestKit;

namespace OrleansTrading.EndToEnd.Tests.Cluster;

/// <summary>All silos of a cluster die at once. Nobody is left to say so, and those that start at once find them listed as active: they wait, and get through by themselves.</summary>
public sealed class DeadSilosTests
{
    private static readonly TimeSpan ReadyLimit = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Silos_AllKilledAtOnce_AreReplacedByThoseThatStart()
    {
        SiloCluster.NeedEngine();
        await using var server = new PostgresServer();
        var database = await server.CreateDatabaseAsync();
        using var data = new TemporaryDirectory();
        await using (var first = await StartAsync(database, data.Path, 1))
        {
            await ReadyAsync(first);
            await using var second = await StartAsync(database, data.Path, 2);
            await using var third = await StartAsync(database, data.Path, 3);
            await Task.WhenAll(ReadyAsync(second), ReadyAsync(third));
            await Task.WhenAll(first.KillAsync(), second.KillAsync(), third.KillAsync());
        }

        // At other ports, as pods that are made anew have other addresses.
        var silos = await Task.WhenAll(Enumerable.Range(4, 3).Select(number => StartAsync(database, data.Path, number)));
        try
        {
            await Task.WhenAll(silos.Select(ReadyAsync));
        }
        finally
        {
            foreach (var silo in silos)
                await silo.DisposeAsync();
        }
    }

    private static Task<HostProcess> StartAsync(string database, string data, int number) => HostProcess.StartSiloAsync(
        Path.Combine(data, $"silo{number}"),
        new Dictionary<string, string>
        {
            ["ConnectionStrings__Database"] = database,
            ["Cluster__SiloName"] = $"silo{number}",
            ["Cluster__AdvertisedAddress"] = "127.0.0.1",
            ["Cluster__SiloPort"] = $"{LoadBalancer.FreePort()}",
            ["Cluster__GatewayPort"] = "0",
            ["Watchlist__Symbols"] = "BTCUSDT,ETHUSDT",
            ["Market__Intervals"] = "1m",
            ["Capture__Enabled"] = "false",
        });

    private static async Task ReadyAsync(HostProcess silo)
    {
        using var http = new HttpClient { BaseAddress = silo.Address };
        await Eventually.TrueAsync(async () => (await http.GetAsync("/health/ready")).IsSuccessStatusCode, ReadyLimit, () => silo.Output);
    }
}
