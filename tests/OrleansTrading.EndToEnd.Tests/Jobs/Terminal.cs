using System.Diagnostics;
using OrleansTrading.TestKit;

namespace OrleansTrading.EndToEnd.Tests.Jobs;

/// <summary>The program as it is used from a terminal, against a service that runs.</summary>
internal sealed class Terminal(HostProcess silo)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    public async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] words)
    {
        var start = new ProcessStartInfo("dotnet", [HostProcess.PathOf("OrleansTrading.Silo"), .. words])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ORLEANS_TRADING_URL"] = silo.Address.ToString();
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
