using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OrleansTrading.Grains.Jobs;
using OrleansTrading.Silo.Hosting;
using OrleansTrading.Silo.Tests;
using OrleansTrading.Silo.Tests.Api.Jobs;
using OrleansTrading.TestKit;

[assembly: AssemblyFixture(typeof(SiloFixture))]

namespace OrleansTrading.Silo.Tests;

/// <summary>The whole service in this process, on a free port, with its simulated market: shared by the tests that only read.</summary>
public sealed class SiloFixture : IAsyncLifetime
{
    public const string Symbols = "BTCUSDT,ETHUSDT,SOLUSDT";

    /// <summary>An account on paper at which nobody has an order taken.</summary>
    public const string RefusedAccount = "refused";

    private static readonly TimeSpan ReadyLimit = TimeSpan.FromSeconds(60);

    private readonly TemporaryDirectory _data = new();
    private SiloHost? _host;

    public HttpClient Client { get; } = new();

    public IServiceProvider Services => _host!.App.Services;

    public async ValueTask InitializeAsync()
    {
        // A way to people that leads nowhere: nobody listens there.
        string[] route = ["--Alerting:Routes:nowhere:Address", "http://127.0.0.1:1/planted-path", "--Alerting:Routes:nowhere:Secret", "planted-secret",
            "--Alerting:Metrics:alive:Metric", "orleanstrading_streams_connections", "--Alerting:Metrics:alive:Above", "0", "--Alerting:Metrics:alive:For", "00:00:00"];
        string[] account = [$"--Trading:Accounts:{RefusedAccount}:Venue", "paper"];
        var line = CommandLine.Parse([.. route, .. account, "--urls", "http://127.0.0.1:0", "--data", _data.Path, "--Watchlist:Symbols", Symbols, "--Logging:LogLevel:Default", "Warning"]);
        _host = await SiloHost.StartAsync(
            line, CancellationToken.None, services => services.AddSingleton<ProbeGate>().AddJob<ProbeJob, ProbeParameters>());
        Client.BaseAddress = new Uri(_host.App.Urls.Single());
        await Eventually.GetAsync(
            async () => (await Client.GetAsync("/health/ready")).StatusCode, status => status == System.Net.HttpStatusCode.OK, ReadyLimit,
            () => Client.GetStringAsync("/health/ready").ContinueWith(answer => answer.Exception?.Message ?? answer.Result, TaskScheduler.Default).Result);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_host is not null)
            await _host.DisposeAsync();
        _data.Dispose();
    }

    public Task<JsonElement> GetAsync(string path) => Client.GetFromJsonAsync<JsonElement>(path);

    /// <summary>The answer to a request that must be refused.</summary>
    public async Task<JsonElement> GetProblemAsync(string path, int status)
    {
        using var answer = await Client.GetAsync(path);
        ((int)answer.StatusCode).ShouldBe(status, await answer.Content.ReadAsStringAsync());
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("status").GetInt32().ShouldBe(status);
        problem.GetProperty("title").GetString().ShouldNotBeNullOrEmpty();
        return problem;
    }
}
