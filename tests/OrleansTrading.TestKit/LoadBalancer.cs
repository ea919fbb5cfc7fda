using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace OrleansTrading.TestKit;

/// <summary>HAProxy with deploy/haproxy/haproxy.cfg, before silos of this machine: only addresses are put in the place of Docker's names.</summary>
public sealed partial class LoadBalancer : IAsyncDisposable
{
    private static readonly string[] Paths = ["/usr/sbin/haproxy", "/usr/local/sbin/haproxy", "/usr/bin/haproxy"];

    private readonly Process _process;
    private readonly TemporaryDirectory _directory;
    private readonly ConcurrentQueue<string> _log = new();

    private LoadBalancer(Process process, TemporaryDirectory directory, Uri address)
    {
        (_process, _directory, Address) = (process, directory, address);
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
    }

    /// <summary>What to say when a test is skipped.</summary>
    public const string Absent = "there is no haproxy on this machine; tests/run.sh installs it";

    /// <summary>Where it lies; null where there is none.</summary>
    public static string? Program { get; } = Paths.FirstOrDefault(File.Exists);

    public Uri Address { get; }

    /// <summary>The last lines that it has logged: one for each request, with the silo that answered it.</summary>
    public IEnumerable<string> Log => _log;

    /// <param name="ports">Where the silos listen or will.</param>
    /// <param name="between">How long it waits between two looks at a silo, as HAProxy writes it.</param>
    /// <param name="trusted">The proxies before it, as TRUSTED_PROXIES has them; nobody unless told otherwise.</param>
    public static async Task<LoadBalancer> StartAsync(IEnumerable<int> ports, string between = "100ms", string trusted = "192.0.2.1")
    {
        var program = Program ?? throw new FileNotFoundException(Absent);
        var directory = new TemporaryDirectory();
        var port = FreePort();
        var file = Path.Combine(directory.Path, "haproxy.cfg");
        await File.WriteAllTextAsync(file, Configuration(port, ports, between));
        await CheckAsync(program, file);
        var start = new ProcessStartInfo(program, ["-db", "-q", "-f", file])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["TRUSTED_PROXIES"] = trusted },
        };
        var balancer = new LoadBalancer(new Process { StartInfo = start }, directory, new Uri($"http://127.0.0.1:{port}"));
        balancer._process.Start();
        balancer._process.BeginOutputReadLine();
        balancer._process.BeginErrorReadLine();
        return balancer;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _directory.Dispose();
    }

    /// <summary>A port of this machine that nobody listens at.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task CheckAsync(string program, string file)
    {
        using var check = Process.Start(new ProcessStartInfo(program, ["-c", "-f", file]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (check.StandardOutput.ReadToEndAsync(), check.StandardError.ReadToEndAsync());
        await check.WaitForExitAsync();
        if (check.ExitCode != 0)
            throw new InvalidOperationException($"HAProxy refuses its configuration:\n{await errors}{await output}");
    }

    private static string Configuration(int port, IEnumerable<int> ports, string between)
    {
        var text = File.ReadAllText(Repository.PathOf("deploy", "haproxy", "haproxy.cfg"));
        // Docker's DNS and its names, and the ports of the container.
        var template = Template().Match(text);
        if (!template.Success)
            throw new InvalidDataException("haproxy.cfg has no line of servers of the form that is known here.");
        var checks = template.Groups["checks"].Value.Replace("inter 2s", $"inter {between}", StringComparison.Ordinal);
        var servers = string.Join('\n', ports.Select((silo, number) => $"  server silo{number} 127.0.0.1:{silo} {checks}"));
        return text.Replace(template.Value, servers, StringComparison.Ordinal)
            .Replace("bind :8080", $"bind 127.0.0.1:{port}", StringComparison.Ordinal)
            .Replace("bind :8404", $"bind 127.0.0.1:{FreePort()}", StringComparison.Ordinal);
    }

    private void Keep(string? line)
    {
        const int Most = 50_000;
        if (line is null)
            return;
        _log.Enqueue(line);
        if (_log.Count > Most)
            _log.TryDequeue(out _);
    }

    [GeneratedRegex("^  server-template silo 10 silo:8080 (?<checks>check .*?) resolvers docker .*$", RegexOptions.Multiline)]
    private static partial Regex Template();
}
