using System.Diagnostics;
using OrleansTrading.Silo.Hosting;

namespace OrleansTrading.Silo.Tests.Hosting;

/// <summary>The program as a process that is expected to end by itself.</summary>
internal sealed class HostRun : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    private HostRun(Process process)
    {
        _process = process;
        (_output, _errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
    }

    public string Output => _output.Result;

    public string Errors => _errors.Result;

    public static Task<HostRun> StartAsync(string[] words, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(SiloHost).Assembly.Location, .. words])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Task.FromResult(new HostRun(Process.Start(start)!));
    }

    /// <returns>The exit code.</returns>
    public async Task<int> EndAsync()
    {
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        await _process.WaitForExitAsync(limit.Token);
        await Task.WhenAll(_output, _errors);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
