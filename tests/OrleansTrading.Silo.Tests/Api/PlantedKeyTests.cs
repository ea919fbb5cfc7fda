using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansTrading.Silo.Hosting;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Api;

/// <summary>An account's keys are in its settings and nowhere else.</summary>
public sealed class PlantedKeyTests
{
    private const string Key = "PlantedKeyB7c1";
    private const string Secret = "PlantedSecret9f3e";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly string[] Pages = ["/", "/metrics", "/health/ready", "/openapi/v1.json", "/api/v1/cluster", "/api/v1/alerts", "/api/v1/jobs"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Keys_OfALiveAccountThatTrades_AreInNoLogAnswerPageOrFile(bool isInFile)
    {
        using var data = new TemporaryDirectory();
        using var keys = new TemporaryDirectory();
        var log = new LogOfAll();
        string[] secrets = ["--Trading:Accounts:live:Key", Key, "--Trading:Accounts:live:Secret", Secret];
        if (isInFile)
        {
            var file = Path.Combine(keys.Path, "live.json");
            await File.WriteAllTextAsync(file, $$"""{"key":"{{Key}}","secret":"{{Secret}}"}""", Token);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            secrets = ["--Trading:Accounts:live:KeyFile", file];
        }

        var seen = new StringBuilder();
        var line = CommandLine.Parse(
        [
            "--urls", "http://127.0.0.1:0", "--data", data.Path, "--Watchlist:Symbols", "BTCUSDT", "--Logging:LogLevel:Default", "Trace",
            "--Trading:Accounts:live:Venue", "binance", "--Simulator:ApiKey", Key, "--Simulator:ApiSecret", Secret, .. secrets,
        ]);
        await using (var host = await SiloHost.StartAsync(line, Token, services => services.AddSingleton<ILoggerProvider>(log)))
        {
            using var http = new HttpClient { BaseAddress = new Uri(host.App.Urls.Single()) };
            await Eventually.GetAsync(
                () => http.GetFromJsonAsync<JsonElement>("/api/v1/accounts/paper", Token), account => account.GetProperty("isReady").GetBoolean(), Limit);
            await Eventually.GetAsync(
                () => http.GetFromJsonAsync<JsonElement>("/api/v1/accounts/live", Token), account => account.GetProperty("isReady").GetBoolean(), Limit);
            seen.AppendLine(await PostAsync(http, "orders", new { instrument = "binance:BTCUSDT", side = "buy", notional = 1000 }, 422));
            seen.AppendLine(await PostAsync(http, "on", new { }, 200));
            using (var limits = await http.PatchAsJsonAsync("/api/v1/accounts/live/limits", new { leverage = 10 }, Token))
                limits.IsSuccessStatusCode.ShouldBeTrue();
            seen.AppendLine(await PostAsync(http, "orders", new { instrument = "binance:BTCUSDT", side = "buy", notional = 1000 }, 201));
            await PositionsAsync(http, 1);
            seen.AppendLine(await PostAsync(http, "positions/binance:BTCUSDT/close", new { }, 201));
            await PositionsAsync(http, 0);
            foreach (var path in Pages.Concat(new[] { "", "/orders", "/positions", "/fills", "/limits" }.Select(part => $"/api/v1/accounts/live{part}")).Append("/api/v1/accounts"))
            {
                using var answer = await http.GetAsync(path, Token);
                seen.AppendLine(await answer.Content.ReadAsStringAsync(Token));
            }
        }

        seen.Length.ShouldBeGreaterThan(1000);
        log.Lines.ShouldContain(text => text.Contains("Account live", StringComparison.Ordinal));
        foreach (var planted in new[] { Key, Secret })
        {
            seen.ToString().Contains(planted, StringComparison.Ordinal).ShouldBeFalse($"an answer has {planted}");
            log.Lines.ShouldNotContain(text => text.Contains(planted, StringComparison.Ordinal));
            var bytes = Encoding.UTF8.GetBytes(planted);
            foreach (var file in Directory.EnumerateFiles(data.Path, "*", SearchOption.AllDirectories))
                (await File.ReadAllBytesAsync(file, Token)).AsSpan().IndexOf(bytes).ShouldBe(-1, file);
        }
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

    private static Task<JsonElement> PositionsAsync(HttpClient http, int count) => Eventually.GetAsync(
        () => http.GetFromJsonAsync<JsonElement>("/api/v1/accounts/live/positions", Token), positions => positions.GetArrayLength() == count, Limit);

    private static async Task<string> PostAsync(HttpClient http, string path, object body, int status)
    {
        using var answer = await http.PostAsJsonAsync($"/api/v1/accounts/live/{path}", body, Token);
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
