using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using OrleansTrading.EndToEnd.Tests.Market;
using OrleansTrading.TestKit;

namespace OrleansTrading.EndToEnd.Tests.Cluster;

/// <summary>A service that has run as one process moves to a cluster: what the embedded engine kept in files, the Cluster engine goes on with.</summary>
public sealed class ClusterImportTests
{
    private const long Minute = 60_000;
    private const string Paper = "/api/v1/accounts/paper";
    private const string Job = "/api/v1/jobs/check-freshness";
    private const string Program = "OrleansTrading.Silo";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Data_OfTheEmbeddedEngine_IsGoneOnWithOnAClusterAfterAnImport()
    {
        SiloCluster.NeedEngine();
        var embedded = Embedded();
        Assert.SkipWhen(embedded is null, "needs the embedded engine too, in the same configuration: build the solution once more without -p:OrleansEngine.");
        await using var server = new PostgresServer();
        using var data = new TemporaryDirectory();
        await using var simulator = await HostProcess.StartSimulatorAsync(["--symbols", "3", "--seed", "11", "--speed", "60"], Token);
        using var venue = new SimulatorClient(simulator.Address);
        var settings = new Dictionary<string, string>
        {
            ["Venues__Binance__SimulatorAddress"] = simulator.Address.ToString(), ["Watchlist__Symbols"] = "BTCUSDT,ETHUSDT", ["Market__Intervals"] = "1m",
            ["Capture__Enabled"] = "false", ["Logging__LogLevel__Default"] = "Warning",
        };
        var from = await venue.GetTimeAsync() / Minute * Minute;
        var (files, export) = (Path.Combine(data.Path, "files"), Path.Combine(data.Path, "export"));
        Dictionary<string, string> before;
        long until;
        await using (var first = await StartAsync(embedded!, files, settings))
        {
            before = await UseAsync(first);
            until = (await venue.GetTimeAsync() / Minute * Minute) - Minute;
            await StoppedAsync(first);
        }

        var exported = await HostProcess.RunAsync(embedded!, ["export", export, "--data", files], settings, Token);
        exported.ExitCode.ShouldBe(0, exported.Output);
        settings["ConnectionStrings__Database"] = await server.CreateDatabaseAsync();
        var imported = await HostProcess.RunAsync(Program, ["import", export], settings, Token);
        imported.ExitCode.ShouldBe(0, imported.Output);
        imported.Output.ShouldContain("and agrees");
        var (states, reminders) = (await CountAsync(settings, "OrleansStorage"), await CountAsync(settings, "OrleansRemindersTable"));
        states.ShouldBeGreaterThan(3, imported.Output);
        reminders.ShouldBeGreaterThan(3, imported.Output);

        settings["Cluster__AdvertisedAddress"] = "127.0.0.1";
        settings["Cluster__SiloPort"] = $"{LoadBalancer.FreePort()}";
        await using var cluster = await StartAsync(Program, Path.Combine(data.Path, "cluster"), settings);
        await ShouldGoOnAsync(cluster, before);

        // Found and gone on with, not made anew beside: by the grains' own keys there is one row for each.
        await Eventually.TrueAsync(async () => await CountAsync(settings, "OrleansStorage WHERE Version > 1") > 0, Limit, () => cluster.Output);
        (await CountAsync(settings, "(SELECT DISTINCT GrainTypeString, GrainIdN0, GrainIdN1, GrainIdExtensionString FROM OrleansStorage) AS one"))
            .ShouldBe(await CountAsync(settings, "OrleansStorage"));
        (await CountAsync(settings, "OrleansRemindersTable")).ShouldBe(reminders);
        (await CountAsync(settings, "OrleansRemindersTable WHERE Version > 0")).ShouldBeGreaterThan(0, "grains make sure of their reminders, and find them");

        // What a cluster has used is backed up and restored onto a server that is new, and a silo goes on there.
        await StoppedAsync(cluster);
        await using var other = new PostgresServer();
        var (backedUp, restored) = (settings["ConnectionStrings__Database"], await other.CreateDatabaseAsync());
        await DatabaseCopy.MakeAsync(backedUp, restored, Path.Combine(data.Path, "backups"));
        var held = await DatabaseCopy.DescribeAsync(backedUp);
        held.Count.ShouldBeGreaterThan(30);
        (await DatabaseCopy.DescribeAsync(restored)).OrderBy(one => one.Key).ShouldBe(held.OrderBy(one => one.Key));
        settings["ConnectionStrings__Database"] = restored;
        settings["Cluster__SiloPort"] = $"{LoadBalancer.FreePort()}";
        await using var again = await StartAsync(Program, Path.Combine(data.Path, "restored"), settings);
        await ShouldGoOnAsync(again, before);

        async Task ShouldGoOnAsync(HostProcess silo, Dictionary<string, string> then)
        {
            using var http = new HttpClient { BaseAddress = silo.Address };
            (await http.GetFromJsonAsync<JsonElement>("/api/v1/cluster", Token)).GetProperty("engine").GetString().ShouldBe("Cluster");
            await Eventually.GetAsync(() => http.GetFromJsonAsync<JsonElement>(Paper, Token), account => account.GetProperty("isReady").GetBoolean(), Limit, () => silo.Output);
            foreach (var (path, text) in await ReadAsync(http))
                text.ShouldBe(then[path], path);
            using var api = new SiloClient(silo.Address);
            (await api.GetAllKlinesAsync("binance:BTCUSDT", "1m", from, until)).ShouldBe(await venue.GetClosedKlinesAsync("BTCUSDT", "1m", from, until));
        }
    }

    /// <summary>Trades on paper, changes and runs a job; answers what is to be there again.</summary>
    private static async Task<Dictionary<string, string>> UseAsync(HostProcess silo)
    {
        using var http = new HttpClient { BaseAddress = silo.Address };
        await Eventually.GetAsync(() => http.GetFromJsonAsync<JsonElement>(Paper, Token), account => account.GetProperty("isReady").GetBoolean(), Limit, () => silo.Output);
        using (var placed = await http.PostAsJsonAsync($"{Paper}/orders", new { instrument = "binance:BTCUSDT", side = "buy", notional = 1000 }, Token))
            placed.IsSuccessStatusCode.ShouldBeTrue(await placed.Content.ReadAsStringAsync(Token));
        // No funding and no stop is to move the account meanwhile.
        using (var protection = await http.PutAsJsonAsync($"{Paper}/protection", new { percent = 0 }, Token))
            protection.IsSuccessStatusCode.ShouldBeTrue(await protection.Content.ReadAsStringAsync(Token));
        using (var run = await http.PostAsync($"{Job}/runs", null, Token))
            run.IsSuccessStatusCode.ShouldBeTrue(await run.Content.ReadAsStringAsync(Token));
        await Eventually.GetAsync(() => http.GetFromJsonAsync<JsonElement>(Job, Token), job => job.GetProperty("lastRun").ValueKind == JsonValueKind.Object, Limit, () => silo.Output);
        using (var patch = await http.PatchAsJsonAsync(Job, new { schedule = "every 7h", enabled = false }, Token))
            patch.IsSuccessStatusCode.ShouldBeTrue(await patch.Content.ReadAsStringAsync(Token));
        await Eventually.GetAsync(() => http.GetFromJsonAsync<JsonElement>(Job, Token), job => job.GetProperty("current").ValueKind == JsonValueKind.Null, Limit, () => silo.Output);
        return await ReadAsync(http);
    }

    private static async Task<Dictionary<string, string>> ReadAsync(HttpClient http)
    {
        var orders = await http.GetFromJsonAsync<JsonElement>($"{Paper}/orders", Token);
        var fills = await http.GetFromJsonAsync<JsonElement>($"{Paper}/fills", Token);
        var position = (await http.GetFromJsonAsync<JsonElement>($"{Paper}/positions", Token)).EnumerateArray().ShouldHaveSingleItem();
        var job = await http.GetFromJsonAsync<JsonElement>(Job, Token);
        var runs = await http.GetFromJsonAsync<JsonElement>($"{Job}/runs", Token);
        return new Dictionary<string, string>
        {
            ["orders"] = orders.ToString(),
            ["fills"] = fills.ToString(),
            ["position"] = $"{position.GetProperty("quantity")} {position.GetProperty("entryPrice")}",
            ["job"] = $"{job.GetProperty("schedule")} {job.GetProperty("enabled")} {job.GetProperty("lastRun").GetProperty("id")}",
            ["runs"] = runs.ToString(),
        };
    }

    private static async Task<HostProcess> StartAsync(string program, string data, Dictionary<string, string> settings)
    {
        var silo = await HostProcess.StartAsync(program, ["--urls", "http://127.0.0.1:0", "--data", data], settings, Token);
        using var http = new HttpClient { BaseAddress = silo.Address };
        await Eventually.TrueAsync(async () => (await http.GetAsync("/health/ready", Token)).IsSuccessStatusCode, Limit, () => silo.Output);
        return silo;
    }

    private static async Task StoppedAsync(HostProcess silo)
    {
        await silo.TerminateAsync(Limit);
        silo.ExitCode.ShouldBe(0, silo.Output);
    }

    /// <summary>The silo of the other engine, where it has been built too.</summary>
    private static string? Embedded()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Name;
        var path = Repository.PathOf("artifacts", "bin", Program, configuration, $"{Program}.dll");
        return File.Exists(path) ? path : null;
    }

    private static async Task<long> CountAsync(Dictionary<string, string> settings, string from)
    {
        await using var source = NpgsqlDataSource.Create(settings["ConnectionStrings__Database"]);
        await using var command = source.CreateCommand($"SELECT count(*) FROM {from}");
        return (long)(await command.ExecuteScalarAsync(Token))!;
    }
}
