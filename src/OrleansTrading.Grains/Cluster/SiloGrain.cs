using Orleans;
using OrleansTrading.Contracts.Cluster;

namespace OrleansTrading.Grains.Cluster;

/// <summary>Holds the last report of one silo, in memory only: the next one comes in seconds.</summary>
internal sealed class SiloGrain : Grain, ISiloGrain
{
    private SiloReport? _report;

    public Task PublishAsync(SiloReport report)
    {
        _report = report;
        return Task.CompletedTask;
    }

    public Task<SiloReport?> GetReportAsync()
    {
        // A silo that somebody made up, or that is long gone, is not to be kept in memory.
        if (_report is null)
            DeactivateOnIdle();
        return Task.FromResult(_report);
    }
}
