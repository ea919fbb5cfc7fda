using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrleansTrading.Silo.Hosting;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Hosting;

/// <summary>How a silo stops: it says so first, ends requests in their share of the time, and leaves grains theirs.</summary>
public sealed class DrainTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stop_WithNotice_IsNotReadyAtOnceAndAnswersUntilItIsOver()
    {
        using var data = new TemporaryDirectory();
        await using var host = await StartAsync(data.Path, null, "--Shutdown:Notice", "00:00:02");
        using var client = ClientOf(host);
        await Eventually.GetAsync(() => client.GetAsync("/health/ready", Token), answer => answer.IsSuccessStatusCode, Limit);

        // As SIGTERM does it.
        host.App.Lifetime.StopApplication();
        var stopping = host.App.StopAsync(Token);
        using (var ready = await client.GetAsync("/health/ready", Token))
        {
            ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            (await ready.Content.ReadAsStringAsync(Token)).ShouldContain("The silo is stopping.");
        }

        (await client.GetAsync("/api/v1/instruments/binance:BTCUSDT", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        stopping.IsCompleted.ShouldBeFalse();
        await stopping.WaitAsync(Limit, TimeProvider.System, Token);
        await Should.ThrowAsync<HttpRequestException>(() => client.GetAsync("/health/live", Token));
    }

    [Fact]
    public async Task Stop_RequestThatNeverEnds_IsCutOffAndGrainsHaveTheirTime()
    {
        using var data = new TemporaryDirectory();
        var never = new NeverEnding();
        await using var host = await StartAsync(
            data.Path, services => services.AddSingleton<IStartupFilter>(never), "--Shutdown:Requests", "00:00:01", "--Shutdown:Grains", "00:05:00");
        using var client = ClientOf(host);
        await Eventually.GetAsync(() => client.GetAsync("/health/ready", Token), answer => answer.IsSuccessStatusCode, Limit);
        var request = client.GetAsync(NeverEnding.Path, Token);
        await never.Begun.Task.WaitAsync(Limit, TimeProvider.System, Token);

        // It would hold the server for all of the time, and grains would be left none of it.
        await host.App.StopAsync(Token).WaitAsync(Limit, TimeProvider.System, Token);
        never.End.SetResult();
        await Should.ThrowAsync<HttpRequestException>(() => request);
    }

    private static Task<SiloHost> StartAsync(string data, Action<IServiceCollection>? addServices, params string[] words) => SiloHost.StartAsync(
        CommandLine.Parse(["--urls", "http://127.0.0.1:0", "--data", data, "--Watchlist:Symbols", "BTCUSDT", "--Logging:LogLevel:Default", "Error", .. words]),
        Token, addServices);

    private static HttpClient ClientOf(SiloHost host) => new() { BaseAddress = new Uri(host.App.Urls.Single()) };

    /// <summary>A request that heeds nothing.</summary>
    private sealed class NeverEnding : IStartupFilter
    {
        public const string Path = "/never";

        public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource End { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Map(Path, branch => branch.Run(RunAsync));
            next(app);
        };

        private Task RunAsync(HttpContext context)
        {
            Begun.TrySetResult();
            return End.Task;
        }
    }
}
