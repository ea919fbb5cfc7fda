using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansTrading.Dashboard.Shell;
using OrleansTrading.Silo.Hosting;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Api;

/// <summary>An account's keys are in its settings and nowhere else.</summary>
public sealed class PlantedKeyTests
{
    private const string Key = "PlantedKeyB7c1";
    private const string Secret = "PlantedSecret9f3e";
    private const string Passphrase = "PlantedPhrase5d2a";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Keys_OfLiveAccountsThatTrade_AreInNoLogAnswerPageOrFile(bool isInFile)
    {
        using var data = new TemporaryDirectory();
        using var keys = new TemporaryDirectory();
        using var logs = new TemporaryDirectory();
        var log = new LogOfAll();
        string[] secrets = [.. await KeysAsync("live", isInFile, keys), .. await KeysAsync("swap", isInFile, keys)];
        var seen = new Dictionary<string, string>();
        var line = CommandLine.Parse(
        [
            "--urls", "http://127.0.0.1:0", "--data", data.Path, "--Watchlist:Symbols", "BTCUSDT", "--Logging:LogLevel:Default", "Trace", "--Logging:Console:LogLevel:Default", "None", "--Logs:Directory", logs.Path,
            "--Trading:Accounts:live:Venue", "binance", "--Trading:Accounts:swap:Venue", "okx",
            "--Simulator:ApiKey", Key, "--Simulator:ApiSecret", Secret, "--Simulator:ApiPassphrase", Passphrase, .. secrets,
        ]);
        await using (var host = await SiloHost.StartAsync(line, Token, services => services.AddSingleton<ILoggerProvider>(log)))
        {
            using var http = new HttpClient { BaseAddress = new Uri(host.App.Urls.Single()) };
            foreach (var account in new[] { "paper", "live", "swap" })
                await Eventually.GetAsync(() => http.GetFromJsonAsync<JsonElement>($"/api/v1/accounts/{account}", Token), view => view.GetProperty("isReady").GetBoolean(), Limit);
            await TradeAsync(http, "live", "binance:BTCUSDT", seen);
            await TradeAsync(http, "swap", "okx:BTC-USDT-SWAP", seen);
            foreach (var path in PageLink.All.Select(link => $"/{link.Href}").Concat(["/metrics", "/health/ready", "/health/live", "/openapi/v1.json"]))
                (await ReadAsync(http, path, seen)).ShouldBe(HttpStatusCode.OK, path);
            var answered = 0;
            foreach (var path in await GetPathsAsync(http))
                answered += await ReadAsync(http, path, seen) == HttpStatusCode.OK ? 1 : 0;
            answered.ShouldBeGreaterThan(35, string.Join(Environment.NewLine, seen.Select(answer => $"{answer.Key}: {answer.Value[..Math.Min(120, answer.Value.Length)]}")));
        }

        log.Lines.ShouldContain(text => text.Contains("Account swap", StringComparison.Ordinal));
        Directory.GetFiles(logs.Path).Select(Path.GetFileName).ShouldBe(["silo.log", "trading.log"], ignoreOrder: true);
        foreach (var planted in new[] { Key, Secret, Passphrase })
        {
            seen.Where(answer => answer.Value.Contains(planted, StringComparison.Ordinal)).Select(answer => answer.Key).ShouldBeEmpty();
            log.Lines.ShouldNotContain(text => text.Contains(planted, StringComparison.Ordinal));
            var bytes = Encoding.UTF8.GetBytes(planted);
            foreach (var file in new[] { data, logs }.SelectMany(folder => Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories)))
                (await File.ReadAllBytesAsync(file, Token)).AsSpan().IndexOf(bytes).ShouldBe(-1, file);
        }
    }

    /// <summary>The settings of an account's keys, in place or in a file of its own.</summary>
    private static async Task<string[]> KeysAsync(string account, bool isInFile, TemporaryDirectory keys)
    {
        var setting = $"--Trading:Accounts:{account}:";
        if (!isInFile)
            return [$"{setting}Key", Key, $"{setting}Secret", Secret, $"{setting}Passphrase", Passphrase];
        var file = Path.Combine(keys.Path, $"{account}.json");
        await File.WriteAllTextAsync(file, $$"""{"key":"{{Key}}","secret":"{{Secret}}","passphrase":"{{Passphrase}}"}""", Token);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return [$"{setting}KeyFile", file];
    }

    /// <summary>Off, turned on, without limits, with some, a position opened and closed.</summary>
    private static async Task TradeAsync(HttpClient http, string account, string instrument, Dictionary<string, string> seen)
    {
        var order = new { instrument, side = "buy", notional = 2000 };
        seen[$"{account}, off"] = await PostAsync(http, account, "orders", order, 422);
        seen[$"{account}, on"] = await PostAsync(http, account, "on", new { }, 200);
        seen[$"{account}, unlimited"] = await PostAsync(http, account, "orders", order, 422);
        using (var limits = await http.PatchAsJsonAsync($"/api/v1/accounts/{account}/limits", new { leverage = 10 }, Token))
            limits.IsSuccessStatusCode.ShouldBeTrue();
        seen[$"{account}, order"] = await PostAsync(http, account, "orders", order, 201);
        await PositionsAsync(http, account, 1);
        seen[$"{account}, close"] = await PostAsync(http, account, $"positions/{instrument}/close", new { }, 201);
        await PositionsAsync(http, account, 0);
    }

    /// <summary>Every address that the OpenAPI document says can be read: of both accounts, else with the examples that it gives.</summary>
    private static async Task<List<string>> GetPathsAsync(HttpClient http)
    {
        var document = await http.GetFromJsonAsync<JsonElement>("/openapi/v1.json", Token);
        var job = (await http.GetFromJsonAsync<JsonElement>("/api/v1/jobs", Token))[0].GetProperty("name").GetString()!;
        List<string> addresses = [];
        foreach (var path in document.GetProperty("paths").EnumerateObject().Where(path => path.Value.TryGetProperty("get", out _)))
        {
            var parameters = path.Value.GetProperty("get").TryGetProperty("parameters", out var named) ? named.EnumerateArray().ToList() : [];
            foreach (var account in path.Name.Contains("/accounts/{id}", StringComparison.Ordinal) ? ["live", "swap"] : new[] { "" })
            {
                var address = path.Name.Replace("/accounts/{id}", $"/accounts/{account}", StringComparison.Ordinal).Replace("/jobs/{name}", $"/jobs/{job}", StringComparison.Ordinal);
                foreach (var parameter in parameters.Where(parameter => parameter.GetProperty("in").GetString() == "path"))
                    address = address.Replace($"{{{parameter.GetProperty("name").GetString()}}}", $"{parameter.GetProperty("example")}", StringComparison.Ordinal);
                var query = parameters.Where(parameter => parameter.GetProperty("in").GetString() == "query" && parameter.TryGetProperty("required", out var required) && required.GetBoolean())
                    .Select(parameter => $"{parameter.GetProperty("name").GetString()}={Uri.EscapeDataString($"{parameter.GetProperty("example")}")}").ToList();
                addresses.Add(query.Count > 0 ? $"{address}?{string.Join('&', query)}" : address);
            }
        }

        return addresses;
    }

    private static async Task<HttpStatusCode> ReadAsync(HttpClient http, string path, Dictionary<string, string> seen)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(Limit);
        using var answer = await http.GetAsync(path, limit.Token);
        seen[path] = $"{answer.Headers} {await answer.Content.ReadAsStringAsync(limit.Token)}";
        return answer.StatusCode;
    }

    [Theory]
    [InlineData("live", "nowhere", Key, Secret, "Trading:Accounts:live:Venue is 'nowhere'")]
    [InlineData("live", "binance", Key, "", "Trading:Accounts:live: expected Key and Secret")]
    [InlineData("LIVE!", "paper", null, null, "Trading:Accounts:LIVE!: expected an account's id")]
    [InlineData("paper", "binance", Key, Secret, "trades on paper")]
    public async Task Account_WrongInTheSettings_KeepsTheServiceFromStartingAndSaysNoKey(string account, string venue, string? key, string? secret, string expected)
    {
        using var data = new TemporaryDirectory();
        List<string> arguments = ["--urls", "http://127.0.0.1:0", "--data", data.Path, $"--Trading:Accounts:{account}:Venue", venue];
        if (key is not null)
            arguments.AddRange([$"--Trading:Accounts:{account}:Key", key, $"--Trading:Accounts:{account}:Secret", secret ?? ""]);
        var refused = await Should.ThrowAsync<StartupException>(() => SiloHost.StartAsync(CommandLine.Parse([.. arguments]), Token));
        var reasons = refused.ToString();
        reasons.ShouldContain(expected);
        reasons.ShouldNotContain(Key);
        reasons.ShouldNotContain(Secret);
    }

    private static Task<JsonElement> PositionsAsync(HttpClient http, string account, int count) => Eventually.GetAsync(
        () => http.GetFromJsonAsync<JsonElement>($"/api/v1/accounts/{account}/positions", Token), positions => positions.GetArrayLength() == count, Limit);

    private static async Task<string> PostAsync(HttpClient http, string account, string path, object body, int status)
    {
        using var answer = await http.PostAsJsonAsync($"/api/v1/accounts/{account}/{path}", body, Token);
        var text = await answer.Content.ReadAsStringAsync(Token);
        ((int)answer.StatusCode).ShouldBe(status, text);
        return text;
    }

    private sealed class LogOfAll : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public IEnumerable<string> Lines => _lines;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
