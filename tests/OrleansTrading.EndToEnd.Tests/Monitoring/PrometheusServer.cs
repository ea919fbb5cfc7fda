using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using OrleansTrading.TestKit;

namespace OrleansTrading.EndToEnd.Tests.Monitoring;

/// <summary>A Prometheus that reads one silo every two seconds and judges it by the rules of the checkout. Its port and its data are its own.</summary>
internal sealed partial class PrometheusServer : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private readonly TemporaryDirectory _directory = new();
    private readonly ConcurrentQueue<string> _output = new();
    private readonly TaskCompletionSource<string> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };

    private PrometheusServer(Uri silo)
    {
        var configuration = Path.Combine(_directory.Path, "prometheus.yml");
        File.WriteAllText(
            configuration,
            $$"""
            global: {scrape_interval: 2s, scrape_timeout: 2s, evaluation_interval: 2s}
            rule_files: ["{{Repository.PathOf("monitoring", "prometheus", "rules")}}/*.yml"]
            scrape_configs: [{job_name: orleans-trading, static_configs: [{targets: ["{{silo.Authority}}"]}]}]
            """);
        var start = new ProcessStartInfo(
            "prometheus",
            [$"--config.file={configuration}", $"--storage.tsdb.path={Path.Combine(_directory.Path, "data")}", "--web.listen-address=127.0.0.1:0"])
        {
            RedirectStandardError = true, RedirectStandardOutput = true,
        };
        _process = new Process { StartInfo = start };
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.OutputDataReceived += (_, line) => Read(line.Data);
    }

    public string Output => string.Join('\n', _output);

    public static async Task<PrometheusServer> StartAsync(Uri silo, CancellationToken cancellationToken)
    {
        var server = new PrometheusServer(silo);
        server._process.Start();
        server._process.BeginErrorReadLine();
        server._process.BeginOutputReadLine();
        try
        {
            server._http.BaseAddress = new Uri($"http://{await server._address.Task.WaitAsync(StartLimit, TimeProvider.System, cancellationToken)}/");
            await Eventually.TrueAsync(
                async () => (await server._http.GetAsync("-/ready", cancellationToken)).IsSuccessStatusCode, StartLimit, () => server.Output);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>What an endpoint of the API answers as its data.</summary>
    /// <exception cref="InvalidOperationException">It refused; the message is its own.</exception>
    public async Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync($"api/v1/{path}", cancellationToken);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return answer.GetProperty("status").GetString() == "success"
            ? answer.GetProperty("data")
            : throw new InvalidOperationException($"{path}: {answer.GetProperty("error").GetString()}");
    }

    /// <summary>The labels of each series that a query has now.</summary>
    public async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> QueryAsync(string query, CancellationToken cancellationToken) =>
        [.. (await GetAsync($"query?query={Uri.EscapeDataString(query)}", cancellationToken)).GetProperty("result").EnumerateArray()
            .Where(series => series.GetProperty("value")[1].GetString() != "NaN")
            .Select(series => series.GetProperty("metric").Deserialize<Dictionary<string, string>>()!)];

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _http.Dispose();
        _directory.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null)
            return;
        _output.Enqueue(line);
        if (Listening().Match(line) is { Success: true } match)
            _address.TrySetResult(match.Groups[1].Value);
    }

    [GeneratedRegex("msg=\"Listening on\".* address=(127\\.0\\.0\\.1:\\d+)")]
    private static partial Regex Listening();
}
