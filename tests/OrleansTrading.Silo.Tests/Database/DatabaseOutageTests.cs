using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using OrleansTrading.Silo.Hosting;
using OrleansTrading.Simulator.Hosting;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Database;

/// <summary>The database server dies under the whole service and comes back: it is seen, nothing that was answered for is lost, and nobody has to do anything.</summary>
public sealed class DatabaseOutageTests
{
    private const long Minute = 60_000;
    private const string Orders = "/api/v1/accounts/paper/orders";
    private static readonly string[] Symbols = ["BTCUSDT", "ETHUSDT"];
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Database_KilledAndStartedAgainUnderTheService_LosesNothingAndShowsIt()
    {
        await using var server = new PostgresServer();
        var database = await server.CreateDatabaseAsync();
        using var data = new TemporaryDirectory();
        // A minute each second: some close while the server is away. What is asked of the venue comes at that pace too.
        await using var market = await SimulatorHost.StartAsync(
            new SimulatorOptions { Symbols = 2, Seed = 8, Speed = 60, TradesPerSecond = 0.2, WeightPerMinute = 1_000_000 });
        using var log = new EventNumbers();
        await using var host = await SiloHost.StartAsync(
            CommandLine.Parse(["--urls", "http://127.0.0.1:0", "--data", data.Path, "--ConnectionStrings:Database", database, "--Database:GiveUpAfter", "00:00:01",
                "--Watchlist:Symbols", string.Join(',', Symbols), "--Market:Intervals", "1m", "--Market:Capacity", "100", "--Market:Streams", "Trade,MarkPrice,BookTicker",
                "--Capture:Enabled", "false", "--Venues:Binance:Rest:WeightLimit", "100000", "--Venues:Binance:SimulatorAddress", market.BaseAddress.ToString()]),
            Token, services => services.AddSingleton<ILoggerProvider>(log));
        using var client = new HttpClient { BaseAddress = new Uri(host.App.Urls.Single()) };
        await ReadyAsync(client);
        var begun = Floor(market);
        var (status, placed) = await OrderAsync(client, "before");
        status.ShouldBe(HttpStatusCode.Created, $"{placed}");
        var failures = await FailuresAsync(client);

        await server.KillAsync();
        // It may have answered a moment ago, and is then not looked at.
        await Eventually.GetAsync(() => client.GetStringAsync("/health/ready"), text => text.Contains("degraded", StringComparison.Ordinal), Limit);
        using (var answer = await client.GetAsync("/health/ready", Token))
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, "a load balancer goes on sending people here: they are to reach their pages and switches now");
            var text = await answer.Content.ReadAsStringAsync(Token);
            text.ShouldContain("\"degraded\"");
            text.ShouldContain("The database has not been reached since");
        }

        (await client.GetAsync("/", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await OrderAsync(client, "away")).Status.ShouldBe(HttpStatusCode.ServiceUnavailable, "what cannot be stored is not answered for");
        var away = Floor(market);
        await Eventually.TrueAsync(() => Task.FromResult(Floor(market) > away + (2 * Minute)), Limit);
        (await Eventually.GetAsync(() => FailuresAsync(client), count => count > failures, Limit)).ShouldBeGreaterThan(failures);
        log.Seen.ShouldContain(1401);
        log.Seen.ShouldNotContain(1402);

        await server.StartAgainAsync();
        await ReadyAsync(client);
        // It is reported as reached first, and then logged.
        await Eventually.TrueAsync(() => Task.FromResult(log.Seen.Contains(1402)), Limit);
        var last = Floor(market) - Minute;
        foreach (var symbol in Symbols)
            await ShouldHoldAllAsync(database, market, symbol, begun, last);
        (await OrderAsync(client, "before")).ShouldSatisfyAllConditions(
            again => again.Status.ShouldBe(HttpStatusCode.OK, "it is there, and nothing is bought twice"),
            again => again.Body.GetProperty("id").GetString().ShouldBe(placed.GetProperty("id").GetString()));
        (await Eventually.GetAsync(() => OrderAsync(client, "away"), answer => answer.Status is HttpStatusCode.OK or HttpStatusCode.Created, Limit)).ShouldNotBe(default);
        var orders = (await client.GetFromJsonAsync<JsonElement>($"{Orders}?limit=100", Token)).EnumerateArray().ToList();
        orders.Count.ShouldBe(2, string.Join('\n', orders));
    }

    private static async Task ShouldHoldAllAsync(string database, SimulatorHost market, string symbol, long from, long to)
    {
        var truth = market.Market.Klines(symbol, "1m", At(from), At(to), market.Clock.Now)
            .Select(candle => (candle.OpenTime.ToUnixTimeMilliseconds(), (double)candle.Close, (double)candle.Volume)).ToList();
        truth.Count.ShouldBeGreaterThan(3);
        (await Eventually.GetAsync(() => StoredAsync(database, symbol, from, to), rows => rows.Count >= truth.Count, Limit, () => symbol, rows => $"{rows.Count} of {truth.Count}")).ShouldBe(truth);
    }

    private static async Task<List<(long, double, double)>> StoredAsync(string database, string symbol, long from, long to)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(
            "SELECT open_time, close, volume FROM klines JOIN kline_series ON id = series WHERE symbol = $1 AND interval = '1m' AND open_time BETWEEN $2 AND $3 ORDER BY open_time");
        command.Parameters.AddWithValue(symbol);
        command.Parameters.AddWithValue(from);
        command.Parameters.AddWithValue(to);
        await using var reader = await command.ExecuteReaderAsync(Token);
        var rows = new List<(long, double, double)>();
        while (await reader.ReadAsync(Token))
            rows.Add((reader.GetInt64(0), reader.GetDouble(1), reader.GetDouble(2)));
        return rows;
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> OrderAsync(HttpClient client, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Orders)
        {
            Content = JsonContent.Create(new { instrument = "binance:BTCUSDT", side = "buy", type = "market", notional = 500 }),
        };
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await client.SendAsync(request, Token);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(Token));
    }

    private static async Task<double> FailuresAsync(HttpClient client) => (await client.GetStringAsync("/metrics", Token)).Split('\n')
        .Where(line => line.StartsWith("orleanstrading_storage_failures_total{", StringComparison.Ordinal)).Sum(line => double.Parse(line.Split(' ')[^1], null));

    private static Task ReadyAsync(HttpClient client) =>
        Eventually.GetAsync(() => client.GetStringAsync("/health/ready", Token), text => text.Contains("\"ready\"", StringComparison.Ordinal), Limit);

    private static long Floor(SimulatorHost market) => market.Clock.Now.ToUnixTimeMilliseconds() / Minute * Minute;

    private static DateTimeOffset At(long time) => DateTimeOffset.FromUnixTimeMilliseconds(time);

    /// <summary>The numbers of the lines that are logged.</summary>
    private sealed class EventNumbers : ILoggerProvider, ILogger
    {
        private readonly ConcurrentDictionary<int, bool> _seen = [];

        public IEnumerable<int> Seen => _seen.Keys;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => _seen[eventId.Id] = true;

        public void Dispose()
        {
        }
    }
}
