using System.Collections.Concurrent;
using System.Diagnostics;
using OrleansTrading.TestKit;

namespace OrleansTrading.EndToEnd.Tests.Browser;

/// <summary>The host as a process of its own, on a free loopback port, with a data directory of its own.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";

    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(15);

    private readonly Process _process;
    private readonly DirectoryInfo _data;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly TaskCompletionSource<string> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SiloProcess(Process process, DirectoryInfo data) => (_process, _data) = (process, data);

    public string Address => _address.Task.Result;

    /// <summary>What the host has printed.</summary>
    public string Output => string.Join('\n', _output);

    public static async Task<SiloProcess> StartAsync(params string[] arguments)
    {
        var data = Directory.CreateTempSubdirectory("orleans-trading-");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = data.FullName };
        string[] all = [FindHost(), "--urls", "http://127.0.0.1:0", "--data", data.FullName, .. arguments];
        foreach (var argument in all)
            start.ArgumentList.Add(argument);
        var silo = new SiloProcess(new Process { StartInfo = start, EnableRaisingEvents = true }, data);
        silo.Run();
        try
        {
            await silo._address.Task.WaitAsync(StartPatience);
            return silo;
        }
        catch (Exception exception)
        {
            await silo.DisposeAsync();
            throw new InvalidOperationException($"The host did not come up. It printed:\n{silo.Output}", exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            using var term = Process.Start("kill", ["-TERM", _process.Id.ToString()]);
            await term.WaitForExitAsync();
            using var patience = new CancellationTokenSource(StopPatience);
            try
            {
                await _process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
                await _process.WaitForExitAsync();
            }
        }

        _process.Dispose();
        _data.Delete(recursive: true);
    }

    /// <summary>The host that was built in the same configuration as these tests.</summary>
    private static string FindHost()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        var output = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Parent!.FullName;
        var host = Path.Combine(output, "OrleansTrading.Silo", configuration, "OrleansTrading.Silo.dll");
        return File.Exists(host) ? host : throw new InvalidOperationException($"No host at {host}: build src/OrleansTrading.Silo first (repository {Repository.Root}).");
    }

    private void Run()
    {
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.Exited += (_, _) => _address.TrySetException(new InvalidOperationException("The host ended before it listened."));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Read(string? line)
    {
        if (line is null)
            return;
        _output.Enqueue(line);
        if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
            _address.TrySetResult(line[(at + Listening.Length)..].Trim().TrimEnd('"', '.', '}').Split('"')[0]);
    }
}
