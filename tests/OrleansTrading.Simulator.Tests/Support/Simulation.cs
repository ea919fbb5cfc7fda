using System.Text.Json;
using OrleansTrading.Simulator.Hosting;
using OrleansTrading.TestKit;

namespace OrleansTrading.Simulator.Tests.Support;

/// <summary>A simulator whose wall clock the test moves by hand, with a REST client.</summary>
internal sealed class Simulation : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 3, 4, 5, 6, 50, TimeSpan.Zero);

    private Simulation(SimulatorHost host, ManualTimeProvider time)
    {
        Host = host;
        Time = time;
        Http = new HttpClient { BaseAddress = host.BaseAddress, Timeout = StreamClient.Patience };
    }

    public SimulatorHost Host { get; }

    public ManualTimeProvider Time { get; }

    public HttpClient Http { get; }

    public static async Task<Simulation> StartAsync(Action<SimulatorOptions>? configure = null)
    {
        var options = new SimulatorOptions { Symbols = 5, Start = Start };
        configure?.Invoke(options);
        var time = new ManualTimeProvider(Start);
        var simulation = new Simulation(await SimulatorHost.StartAsync(options, time), time);
        if (!double.IsPositiveInfinity(options.Speed))
        {
            // The keep-alive's timer and the engine's.
            await time.WhenArmedAsync(2);
        }

        return simulation;
    }

    public Task<string> GetAsync(string pathAndQuery) => Http.GetStringAsync(new Uri(pathAndQuery, UriKind.Relative));

    public async Task<JsonElement> JsonAsync(string pathAndQuery) => JsonDocument.Parse(await GetAsync(pathAndQuery)).RootElement;

    public Task<HttpResponseMessage> AskAsync(string pathAndQuery) => Http.GetAsync(new Uri(pathAndQuery, UriKind.Relative));

    public Task<StreamClient> ConnectAsync(string path) => StreamClient.ConnectAsync(Host, path);

    public void Advance(double seconds) => Time.Advance(TimeSpan.FromSeconds(seconds));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Host.DisposeAsync();
    }
}
