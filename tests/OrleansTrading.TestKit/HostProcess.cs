using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace OrleansTrading.TestKit;

/// <summary>
/// One of the project's programs, run as a user runs it: a process of its own, from the same build as the tests.
/// Its output is kept for failure messages. Disposing kills it if it still runs.
/// </summary>
public sealed partial class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HostProcess(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add(PathOf(program));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => _address.Task.Result;

    public string Output => string.Join('\n', _output);

    public int Id => _process.Id;

    public int ExitCode => _process.ExitCode;

    /// <summary>Starts the silo on a free port with its data under <paramref name="dataDirectory"/>, and waits until it listens.</summary>
    public static Task<HostProcess> StartSiloAsync(
        string dataDirectory, IReadOnlyDictionary<string, string>? settings = null, CancellationToken cancellationToken = default) =>
        StartAsync("OrleansTrading.Silo", ["--urls", "http://127.0.0.1:0", "--data", dataDirectory], settings, cancellationToken);

    /// <summary>Starts the simulator on a free port and waits until it listens.</summary>
    public static Task<HostProcess> StartSimulatorAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken = default) =>
        StartAsync("OrleansTrading.Simulator", ["--port", "0", .. arguments], null, cancellationToken);

    /// <summary>Runs one of its commands to the end; answers the exit code and all that it has said.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment, CancellationToken cancellationToken)
    {
        await using var host = new HostProcess(program, arguments, environment);
        host.Begin();
        await host.WaitForExitAsync(cancellationToken);
        return (host.ExitCode, host.Output);
    }

    public static async Task<HostProcess> StartAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment, CancellationToken cancellationToken)
    {
        var host = new HostProcess(program, arguments, environment);
        host.Begin();
        var ended = host._process.WaitForExitAsync(cancellationToken);
        var first = await Task.WhenAny(host._address.Task, ended, Task.Delay(StartLimit, TimeProvider.System, cancellationToken));
        if (first == host._address.Task)
            return host;
        var output = host.Output;
        await host.DisposeAsync();
        throw new InvalidOperationException($"{program} did not come to listen within {StartLimit}. Its output:\n{output}");
    }

    /// <summary>As <c>kill -9</c>.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <summary>As <c>kill -TERM</c>; answers how long it took to end.</summary>
    public async Task<TimeSpan> TerminateAsync(TimeSpan limit)
    {
        var begun = Stopwatch.GetTimestamp();
        using (var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]))
            await kill.WaitForExitAsync();
        using var patience = new CancellationTokenSource(limit);
        await _process.WaitForExitAsync(patience.Token);
        return Stopwatch.GetElapsedTime(begun);
    }

    public Task WaitForExitAsync(CancellationToken cancellationToken) => _process.WaitForExitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    /// <summary>The program in the same output tree and configuration as the running test; a full path is taken as it is.</summary>
    public static string PathOf(string program)
    {
        if (Path.IsPathRooted(program))
            return program;
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var path = Path.Combine(here.Parent!.Parent!.FullName, program, here.Name, program + ".dll");
        return File.Exists(path) ? path : throw new FileNotFoundException($"{program} is not built in configuration '{here.Name}'.", path);
    }

    private void Begin()
    {
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Read(string? line)
    {
        if (line is null)
            return;
        _output.Enqueue(line);
        if (ListeningLine().Match(line) is { Success: true } match)
            _address.TrySetResult(new Uri(match.Groups[1].Value));
    }

    [GeneratedRegex(@"listening on:? (http://127\.0\.0\.1:\d+)", RegexOptions.IgnoreCase)]
    private static partial Regex ListeningLine();
}
