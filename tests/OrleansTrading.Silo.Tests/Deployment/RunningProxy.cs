using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using OrleansTrading.TestKit;

namespace OrleansTrading.Silo.Tests.Deployment;

/// <summary>HAProxy with deploy/haproxy/haproxy.cfg, before silos of this machine.</summary>
internal sealed partial class RunningProxy : IAsyncDisposable
{
    private readonly Process _process;
    private readonly TemporaryDirectory _directory;

    private RunningProxy(Process process, TemporaryDirectory directory, Uri address) => (_process, _directory, Address) = (process, directory, address);

    public Uri Address { get; }

    /// <summary>Nobody is before it.</summary>
    public static Task<RunningProxy> StartAsync(params PlayedSilo[] silos) => StartAsync("192.0.2.1", silos);

    /// <param name="trusted">The proxies before it, as TRUSTED_PROXIES has them.</param>
    /// <param name="silos">Those behind it.</param>
    public static async Task<RunningProxy> StartAsync(string trusted, params PlayedSilo[] silos)
    {
        var haproxy = Tool.Need("haproxy");
        var directory = new TemporaryDirectory();
        var port = FreePort();
        var file = Path.Combine(directory.Path, "haproxy.cfg");
        await File.WriteAllTextAsync(file, Configuration(port, silos.Select(silo => silo.Port)));
        await Tool.OutputOfAsync(haproxy, ["-c", "-f", file]);
        var process = Process.Start(new ProcessStartInfo(haproxy, ["-db", "-q", "-f", file]) { Environment = { ["TRUSTED_PROXIES"] = trusted } })!;
        return new RunningProxy(process, directory, new Uri($"http://127.0.0.1:{port}"));
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _directory.Dispose();
    }

    private static string Configuration(int port, IEnumerable<int> silos)
    {
        var text = File.ReadAllText(Repository.PathOf("deploy", "haproxy", "haproxy.cfg"));
        // Docker's DNS and its names, and the ports of the container.
        var template = Template().Match(text);
        template.Success.ShouldBeTrue();
        var checks = template.Groups["checks"].Value.Replace("inter 2s", "inter 100ms", StringComparison.Ordinal);
        var servers = string.Join('\n', silos.Select((silo, number) => $"  server silo{number} 127.0.0.1:{silo} {checks}"));
        return text.Replace(template.Value, servers, StringComparison.Ordinal)
            .Replace("bind :8080", $"bind 127.0.0.1:{port}", StringComparison.Ordinal)
            .Replace("bind :8404", $"bind 127.0.0.1:{FreePort()}", StringComparison.Ordinal);
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex("^  server-template silo 10 silo:8080 (?<checks>check .*?) resolvers docker .*$", RegexOptions.Multiline)]
    private static partial Regex Template();
}
