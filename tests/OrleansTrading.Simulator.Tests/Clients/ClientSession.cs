using System.Diagnostics;
using System.Text.Json;
using OrleansTrading.Simulator.Hosting;
using OrleansTrading.Simulator.Market;
using OrleansTrading.TestKit;

namespace OrleansTrading.Simulator.Tests.Clients;

/// <summary>One run of a client against a simulator in real time, for all the comparisons.</summary>
public abstract class ClientSession(string script) : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private SimulatorHost? _host;

    public JsonElement Seen { get; private set; }

    public DateTimeOffset End { get; private set; }

    public SimulatorMarket Market => _host!.Market;

    public SimulatorMarket OkxMarket => _host!.OkxMarket;

    internal SimulatorHost Simulator => _host!;

    public async ValueTask InitializeAsync()
    {
        var clients = Repository.PathOf("tests", "clients");
        Assert.True(
            Directory.Exists(Path.Combine(clients, "node_modules", "ccxt")),
            "tests/clients/node_modules is absent: run 'npm ci --prefix tests/clients' (tests/run.sh does) before this test");
        _host = await SimulatorHost.StartAsync(new SimulatorOptions { Symbols = 8, TradesPerSecond = 5 });
        var start = new ProcessStartInfo("node", [Path.Combine(clients, script), _host.BaseAddress.GetLeftPart(UriPartial.Authority)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var client = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var output = client.StandardOutput.ReadToEndAsync(patience.Token);
            var errors = client.StandardError.ReadToEndAsync(patience.Token);
            await client.WaitForExitAsync(patience.Token);
            Assert.True(client.ExitCode == 0, $"the client ended with {client.ExitCode}: {await errors}");
            Seen = JsonDocument.Parse(await output).RootElement;
            End = _host.Clock.Now;
        }
        finally
        {
            if (!client.HasExited)
            {
                client.Kill();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }
    }
}
