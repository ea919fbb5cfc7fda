using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using OrleansTrading.Silo.Engine;
using OrleansTrading.Silo.Hosting;

namespace OrleansTrading.Silo.Metrics;

/// <summary>What this process is and since when, and the room on the disks that it writes to. The runtime's own meters tell the rest.</summary>
internal sealed class ProcessMetrics : IDisposable
{
    private readonly Meter _meter = new("OrleansTrading.Process");
    private readonly KeyValuePair<string, string>[] _directories;
    private readonly long _startedAt;

    public ProcessMetrics(IConfiguration configuration, IOptions<SiloOptions> silo)
    {
        _directories =
        [
            new("market", DataDirectory.OfMarket(configuration)), new("grains", DataDirectory.OfEngine(configuration)),
            new("capture", configuration[DataDirectory.CaptureSetting]!),
        ];
        using (var process = Process.GetCurrentProcess())
            _startedAt = new DateTimeOffset(process.StartTime).ToUnixTimeMilliseconds();
        var version = Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
        _meter.CreateObservableGauge(
            "orleanstrading.silo.info",
            () => new Measurement<int>(1, new("silo", silo.Value.SiloName), new("version", version), new("engine", EngineSetup.Name)), null,
            "1; the labels say which silo, version and engine it is.");
        _meter.CreateObservableGauge("orleanstrading.silo.start_time", () => _startedAt / 1000.0, "s", "When the process began, Unix seconds.");
        _meter.CreateObservableGauge("orleanstrading.disk.free", () => Disks(disk => disk.AvailableFreeSpace), "By", "Room left where data is kept, by what is kept there.");
        _meter.CreateObservableGauge("orleanstrading.disk.size", () => Disks(disk => disk.TotalSize), "By", "Size of the disk where data is kept, by what is kept there.");
    }

    public void Dispose() => _meter.Dispose();

    private List<Measurement<long>> Disks(Func<DriveInfo, long> select)
    {
        var measured = new List<Measurement<long>>();
        foreach (var (kept, directory) in _directories)
        {
            try
            {
                measured.Add(new Measurement<long>(select(new DriveInfo(Path.GetFullPath(directory))), new KeyValuePair<string, object?>("data", kept)));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // A disk that cannot be asked has no series; what is kept there says by itself that it cannot be written.
            }
        }

        return measured;
    }
}
