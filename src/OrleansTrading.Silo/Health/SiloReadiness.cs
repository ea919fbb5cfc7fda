using Orleans;
using Orleans.Runtime;

namespace OrleansTrading.Silo.Health;

/// <summary>The silo has joined, and is not leaving.</summary>
internal sealed class SiloReadiness(IGrainFactory grains, ILocalSiloDetails local, IHostApplicationLifetime lifetime) : IReadinessCheck
{
    public string Name => "silo";

    public async Task<string?> FindReasonAsync(CancellationToken cancellationToken)
    {
        if (!lifetime.ApplicationStarted.IsCancellationRequested)
            return "The silo is starting.";
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return "The silo is stopping.";
        var hosts = await grains.GetGrain<IManagementGrain>(0).GetHosts().WaitAsync(cancellationToken);
        var status = hosts.GetValueOrDefault(local.SiloAddress);
        return status == SiloStatus.Active ? null : $"The silo's status is {status}, not {SiloStatus.Active}.";
    }
}
