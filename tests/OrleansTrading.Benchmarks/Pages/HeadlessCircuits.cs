using System.Diagnostics;
using System.Text.Json;
using OrleansTrading.TestKit;

namespace OrleansTrading.Benchmarks.Pages;

/// <summary>Circuits that are drawn without a browser, by tests/clients/circuits.mjs in node.</summary>
internal sealed class HeadlessCircuits : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly Process _node;

    private HeadlessCircuits(Process node) => _node = node;

    public static HeadlessCircuits Start(Uri address, string path)
    {
        var clients = Repository.PathOf("tests", "clients");
        if (!Directory.Exists(Path.Combine(clients, "node_modules", "@microsoft", "signalr")))
            throw new InvalidOperationException("tests/clients/node_modules holds no @microsoft/signalr: run 'npm ci --prefix tests/clients' first.");
        return new HeadlessCircuits(Process.Start(new ProcessStartInfo("node", [Path.Combine(clients, "circuits.mjs"), address.ToString(), path])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        }) ?? throw new InvalidOperationException("node did not start."));
    }

    /// <summary>Opens more until there are so many; each has drawn its first rows then.</summary>
    public Task OpenAsync(int count) => AskAsync($"open {count}");

    /// <summary>What each has drawn since it was last asked. A circuit that failed is an error.</summary>
    public async Task<CircuitCount[]> CountAsync()
    {
        var answer = await AskAsync("count");
        var circuits = answer.GetProperty("circuits").Deserialize<CircuitCount[]>(JsonSerializerOptions.Web)!;
        return circuits.FirstOrDefault(circuit => circuit.Failure is not null) is { } failed ? throw new InvalidOperationException($"A circuit failed: {failed.Failure}") : circuits;
    }

    /// <summary>Leaves all pages, as a browser that says so.</summary>
    public Task CloseAsync() => AskAsync("close");

    public async ValueTask DisposeAsync()
    {
        if (!_node.HasExited)
            _node.Kill();
        await _node.WaitForExitAsync();
        _node.Dispose();
    }

    private async Task<JsonElement> AskAsync(string command)
    {
        await _node.StandardInput.WriteLineAsync(command);
        await _node.StandardInput.FlushAsync();
        using var limit = new CancellationTokenSource(Limit);
        var line = await _node.StandardOutput.ReadLineAsync(limit.Token) ?? throw new InvalidOperationException("node ended.");
        var answer = JsonSerializer.Deserialize<JsonElement>(line);
        return answer.TryGetProperty("error", out var error) ? throw new InvalidOperationException($"{command}: {error.GetString()}") : answer;
    }
}
