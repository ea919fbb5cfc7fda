using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using EmbeddedEngine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Runtime;

namespace Orleans.TestingHost;

/// <summary>
/// Several silos in one process, each with a host of its own, that share a directory of activations. A killed silo
/// takes all it had in memory along; volatile storages and reminders live on with the silos that remain.
/// </summary>
public sealed partial class InProcessTestCluster : IDisposable, IAsyncDisposable
{
    private readonly EmbeddedCluster _cluster = new();
    private readonly List<InProcessSiloHandle> _silos = [];
    private readonly StringBuilder _log = new();
    private IHost? _client;
    private int _started;

    public InProcessTestCluster(InProcessTestClusterOptions options, ITestClusterPortAllocator portAllocator)
    {
        Options = options;
        PortAllocator = portAllocator;
    }

    public ReadOnlyCollection<InProcessSiloHandle> Silos
    {
        get
        {
            lock (_silos)
            {
                return new List<InProcessSiloHandle>(_silos).AsReadOnly();
            }
        }
    }

    public InProcessTestClusterOptions Options { get; }

    public ITestClusterPortAllocator PortAllocator { get; }

    public IClusterClient Client
        => _client?.Services.GetRequiredService<IClusterClient>()
            ?? throw new InvalidOperationException("The test cluster has no client: it has not been deployed, or was stopped.");

    public IServiceProvider GetSiloServiceProvider(SiloAddress? silo = null)
    {
        var silos = Silos;
        if (silo is null)
        {
            return silos[Random.Shared.Next(silos.Count)].ServiceProvider;
        }

        return silos.FirstOrDefault(s => s.SiloAddress.Equals(silo))?.ServiceProvider
            ?? throw new ArgumentException($"The provided silo address '{silo}' is unknown.", nameof(silo));
    }

    public IEnumerable<InProcessSiloHandle> GetActiveSilos() => Silos.Where(s => s.IsActive);

    public InProcessSiloHandle? GetSiloForAddress(SiloAddress siloAddress)
        => GetActiveSilos().FirstOrDefault(s => s.SiloAddress.Equals(siloAddress));

    public bool TryGetGrainContext(GrainId grainId, [NotNullWhen(true)] out IGrainContext? grainContext)
    {
        grainContext = _cluster.Find(grainId)
            ?? _cluster.Silos.SelectMany(s => s.Activations).FirstOrDefault(a => a.GrainId.Equals(grainId));
        return grainContext is not null;
    }

    public Task WaitForDeactivationAsync(GrainId grainId)
        => TryGetGrainContext(grainId, out var context) ? context.Deactivated : Task.CompletedTask;

    public async Task DeactivateAsync(GrainId grainId)
    {
        if (TryGetGrainContext(grainId, out var context))
        {
            context.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "DeactivateAsync was called."));
            await context.Deactivated;
        }
    }

    public async Task MigrateAsync(GrainId grainId, SiloAddress? targetSilo = null)
    {
        if (_cluster.Find(grainId) is { } activation)
        {
            activation.MigrateTo(targetSilo);
            await activation.Deactivated;
        }
    }

    public Task WaitForDeactivationAsync(IAddressable grain) => WaitForDeactivationAsync(grain.GetGrainId());

    public Task DeactivateAsync(IAddressable grain) => DeactivateAsync(grain.GetGrainId());

    public Task MigrateAsync(IAddressable grain, SiloAddress? targetSilo = null) => MigrateAsync(grain.GetGrainId(), targetSilo);

    /// <summary>Silos of one process know of each other at once.</summary>
    public Task WaitForLivenessToStabilizeAsync(bool didKill = false)
    {
        Note($"{GetActiveSilos().Count()} silos are active");
        return Task.CompletedTask;
    }

    public Task WaitForClusterManifestToStabilizeAsync(bool didKill = false) => WaitForLivenessToStabilizeAsync(didKill);

    public string GetLog()
    {
        lock (_log)
        {
            return _log.ToString();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAllSilosAsync();
        PortAllocator.Dispose();
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private void Note(string line)
    {
        lock (_log)
        {
            _log.AppendLine(line);
        }
    }
}
