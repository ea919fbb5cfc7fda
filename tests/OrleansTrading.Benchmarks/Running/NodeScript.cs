using System.Diagnostics;
using System.Text.Json;
using OrleansTrading.TestKit;

namespace OrleansTrading.Benchmarks.Running;

/// <summary>A script of tests/clients, run by node: what others' packages take for the same work.</summary>
internal static class NodeScript
{
    /// <summary>What it prints, one JSON value; null where node's package is not installed (<c>npm ci --prefix tests/clients</c>).</summary>
    /// <param name="package">The npm package that it is about.</param>
    /// <param name="script">Its file.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="arguments">Its arguments.</param>
    public static async Task<JsonElement?> RunAsync(string package, string script, TimeSpan limit, params IEnumerable<string> arguments)
    {
        var clients = Repository.PathOf("tests", "clients");
        if (!Directory.Exists(Path.Combine(clients, "node_modules", package)))
            return null;
        using var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(clients, script), .. arguments]) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("node did not start.");
        using var patience = new CancellationTokenSource(limit);
        try
        {
            var output = await node.StandardOutput.ReadToEndAsync(patience.Token);
            await node.WaitForExitAsync(patience.Token);
            return node.ExitCode == 0 ? JsonElement.Parse(output) : throw new InvalidOperationException($"{script} ended with code {node.ExitCode}.");
        }
        finally
        {
            if (!node.HasExited)
                node.Kill();
        }
    }
}
