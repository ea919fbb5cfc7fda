using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using OrleansTrading.EndToEnd.Tests.Market;
using OrleansTrading.TestKit;

namespace OrleansTrading.EndToEnd.Tests.Cluster;

/// <summary>Three silos as processes, on one database and one simulated venue, behind the load balancer as deploy/haproxy configures it.</summary>
internal sealed class SiloCluster : IAsyncDisposable
{
    public const int Size = 3;
    public const string Account = "paper";

    /// <summary>How long silos go on serving after they were told to stop: longer than the load balancer needs to see it, by <see cref="Looks"/>.</summary>
    private const string Notice = "00:00:02";
    private const string Looks = "500ms";
    private const long Young = 5_000;
    private const string Secret = "the proxy's own, for tests";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);

    /// <summary>The build that is tested, beside which others may run.</summary>
    public const string ThisBuild = "OrleansTrading.Silo";

    private readonly HostProcess?[] _silos = new HostProcess?[Size];
    private readonly int[] _ports = [.. Enumerable.Range(0, Size).Select(_ => LoadBalancer.FreePort())];
    private readonly TemporaryDirectory _data = new();
    private readonly PostgresServer _server = new();
    private readonly List<string> _outputs = [];
    private HostProcess _simulator = null!;

    /// <summary>Skips a test where there is no load balancer, or on an engine that has no clusters.</summary>
    public static void Need()
    {
        NeedEngine();
        Assert.SkipWhen(LoadBalancer.Program is null, LoadBalancer.Absent);
    }

    /// <summary>Skips a test on an engine that has no clusters.</summary>
    public static void NeedEngine()
    {
        if (File.Exists(Path.Combine(Path.GetDirectoryName(HostProcess.PathOf("OrleansTrading.Silo"))!, "Orleans.Embedded.dll")))
            Assert.Skip("The embedded engine is one process. Build with -p:OrleansEngine=Cluster.");
    }

    public string Database { get; private set; } = "";

    public LoadBalancer Balancer { get; private set; } = null!;

    public SimulatorClient Venue { get; private set; } = null!;

    public string[] Symbols { get; private set; } = [];

    /// <summary>The last lines of every process that runs or ran.</summary>
    public string Output => string.Join("\n\n", _outputs.Concat(_silos.OfType<HostProcess>().Select((silo, number) => $"--- silo {number}\n{Tail(silo)}")));

    /// <summary>Symbols that were the last to be live again, and how their streams were then.</summary>
    public string LastLate { get; private set; } = "";

    /// <param name="symbols">Of the market; all of them are followed.</param>
    /// <param name="speed">Simulated seconds a second.</param>
    /// <param name="build">Which build the silos are of.</param>
    public static async Task<SiloCluster> StartAsync(int symbols, double speed, string build = ThisBuild)
    {
        var cluster = new SiloCluster();
        try
        {
            cluster._simulator = await HostProcess.StartSimulatorAsync(
                ["--symbols", $"{symbols}", "--seed", "17", "--speed", speed.ToString(CultureInfo.InvariantCulture), "--trades-per-second", "1"]);
            cluster.Venue = new SimulatorClient(cluster._simulator.Address);
            cluster.Symbols = await cluster.Venue.GetSymbolsAsync();
            cluster.Database = await cluster._server.CreateDatabaseAsync();
            // One behind the other: the first makes the tables.
            for (var number = 0; number < Size; number++)
                await cluster.StartAsync(number, build);
            cluster.Balancer = await LoadBalancer.StartAsync(cluster._ports, Looks, trusted: "127.0.0.0/8");
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Who asks, as a proxy that signs people in says it.</summary>
    public static HttpClient Client(Uri address) => new()
    {
        BaseAddress = address,
        Timeout = TimeSpan.FromSeconds(60),
        DefaultRequestHeaders = { { "X-Forwarded-User", "anna" }, { "X-Forwarded-Groups", "staff" }, { "X-Proxy-Secret", Secret } },
    };

    /// <summary>What the membership calls the silo under a number.</summary>
    public static string NameOf(int number) => $"silo{number}";

    /// <summary>Starts the silo under its number, at the port that the load balancer knows, and waits until it is ready.</summary>
    public async Task StartAsync(int number, string build = ThisBuild)
    {
        // As a pod that is made anew it has another address among the silos.
        var silo = await HostProcess.StartAsync(
            build, ["--urls", $"http://127.0.0.1:{_ports[number]}", "--data", Path.Combine(_data.Path, $"silo{number}")],
            Settings(number), CancellationToken.None);
        _silos[number] = silo;
        using var http = Client(silo.Address);
        await Eventually.TrueAsync(async () => (await http.GetAsync("/health/ready")).IsSuccessStatusCode, StartLimit, () => silo.Output);
    }

    /// <summary>Stops a silo in good order, as a roll does; it must end by itself, in time. Answers how long that took.</summary>
    public async Task<TimeSpan> StopAsync(int number)
    {
        var silo = _silos[number]!;
        var took = await silo.TerminateAsync(StopLimit);
        silo.ExitCode.ShouldBe(0, silo.Output);
        await LeaveAsync(number);
        return took;
    }

    /// <summary>As <c>kill -9</c>.</summary>
    public async Task KillAsync(int number)
    {
        await _silos[number]!.KillAsync();
        await LeaveAsync(number);
    }

    /// <summary>A silo stands still, as when its machine does: its connections stay.</summary>
    public Task HangAsync(int number) => SignalAsync(number, "-STOP");

    /// <summary>It goes on; answers how it has ended by itself.</summary>
    public async Task<int> WakeAsync(int number, TimeSpan limit)
    {
        var silo = _silos[number]!;
        await SignalAsync(number, "-CONT");
        using var patience = new CancellationTokenSource(limit);
        await silo.WaitForExitAsync(patience.Token);
        var code = silo.ExitCode;
        await LeaveAsync(number);
        return code;
    }

    /// <summary>The database server dies, as when its machine fails.</summary>
    public Task KillDatabaseAsync() => _server.KillAsync();

    public Task StartDatabaseAsync() => _server.StartAgainAsync();

    /// <summary>What each silo says of its own readiness, past the load balancer; a silo that takes no connection is a failure.</summary>
    public async Task<string[]> ReadinessAsync() => await AskEachAsync(async http =>
    {
        using var answer = await http.GetAsync("/health/ready");
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetString()!;
    });

    /// <summary>How many symbols each silo follows, by its number; all of them must run.</summary>
    public async Task<int[]> FollowedAsync() => await AskEachAsync(async http =>
        (await http.GetStringAsync("/metrics")).Split('\n').Where(line => line.StartsWith("orleanstrading_symbols", StringComparison.Ordinal))
            .Sum(line => int.Parse(line.Split(' ')[^1], CultureInfo.InvariantCulture)));

    /// <summary>Waits until every symbol has all of its streams again, and data of this moment; answers how long that took.</summary>
    /// <remarks>By the age of data and not by the market's time, which an overtaxed simulator is behind of itself.</remarks>
    public async Task<TimeSpan> LiveAsync(TimeSpan limit)
    {
        var begun = TimeProvider.System.GetTimestamp();
        using var http = Client(Balancer.Address);
        using var api = new SiloClient(http);
        await Eventually.GetAsync(
            api.GetInstrumentsAsync, instruments =>
            {
                var late = instruments.Where(one => one.AgeMs is not < Young || one.Streams is not [_, ..] || one.Streams.Any(stream => stream.State != "Live")).ToList();
                LastLate = late.Count > 0 ? string.Join(", ", late.Select(one => $"{one.Symbol} {one.AgeMs} ms {string.Join('/', one.Streams?.Select(stream => stream.State) ?? [])}")) : LastLate;
                return instruments.Length == Symbols.Length && late.Count == 0;
            },
            limit, () => $"{LastLate}\n{Output}");
        return TimeProvider.System.GetElapsedTime(begun);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in _silos.OfType<HostProcess>())
            await silo.DisposeAsync();
        if (Balancer is not null)
            await Balancer.DisposeAsync();
        if (_simulator is not null)
            await _simulator.DisposeAsync();
        Venue?.Dispose();
        await _server.DisposeAsync();
        _data.Dispose();
    }

    private async Task SignalAsync(int number, string signal)
    {
        using var kill = Process.Start("kill", [signal, $"{_silos[number]!.Id}"]);
        await kill.WaitForExitAsync();
    }

    private Task<T[]> AskEachAsync<T>(Func<HttpClient, Task<T>> ask) => Task.WhenAll(_silos.Select(async silo =>
    {
        using var http = Client(silo!.Address);
        return await ask(http);
    }));

    private async Task LeaveAsync(int number)
    {
        var silo = _silos[number]!;
        _silos[number] = null;
        _outputs.Add($"--- silo {number}, gone\n{Tail(silo)}");
        await silo.DisposeAsync();
    }

    private static string Tail(HostProcess silo) => string.Join('\n', silo.Output.Split('\n').TakeLast(60));

    private Dictionary<string, string> Settings(int number) => new()
    {
        ["ConnectionStrings__Database"] = Database,
        ["Cluster__SiloName"] = NameOf(number),
        ["Cluster__AdvertisedAddress"] = $"{IPAddress.Loopback}",
        ["Cluster__SiloPort"] = $"{LoadBalancer.FreePort()}",
        ["Cluster__GatewayPort"] = "0",
        ["Shutdown__Notice"] = Notice,
        ["Shutdown__Grains"] = "00:00:12",
        ["Access__Proxy__Addresses"] = "127.0.0.1",
        ["Access__Proxy__UserHeader"] = "X-Forwarded-User",
        ["Access__Proxy__Groups__staff"] = "Admin",
        ["Access__Proxy__SecretHeader"] = "X-Proxy-Secret",
        ["Access__Proxy__Secret"] = Secret,
        ["Venues__Binance__SimulatorAddress"] = _simulator.Address.ToString(),
        ["Watchlist__Symbols"] = string.Join(',', Symbols),
        ["Market__Intervals"] = "1m,5m",
        ["Capture__Enabled"] = "false",
        ["Trading__Paper__Cash"] = "1000000",
        ["Trading__Paper__Limits__OrdersPerMinute"] = "10000",
        ["Logging__LogLevel__Default"] = "Warning",
    };
}
