using System.Diagnostics;

namespace OrleansTrading.Benchmarks.Ingest;

/// <summary>The simulator in a process of its own, playing as fast as it is read.</summary>
internal sealed class SimulatorProcess : IDisposable
{
    private const string Announcement = "listening on ";

    private readonly Process _process;

    private SimulatorProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public TimeSpan CpuTime => _process.TotalProcessorTime;

    public static async Task<SimulatorProcess> StartAsync(int symbols, CancellationToken cancellationToken)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "OrleansTrading.Simulator.dll");
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            RedirectStandardOutput = true,
            ArgumentList = { program, "--port", "0", "--symbols", $"{symbols}", "--speed", "max", "--seed", "7" },
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException($"Could not start {program}.");
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith(Announcement, StringComparison.Ordinal))
                return new SimulatorProcess(process, new Uri(line[Announcement.Length..]));
        }

        throw new InvalidOperationException($"{program} ended before it told its address.");
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
