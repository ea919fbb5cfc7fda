using Orleans;
using OrleansTrading.Contracts.Cluster;

namespace OrleansTrading.Dashboard.Cluster;

internal sealed class GrainClusterReader(IGrainFactory grains) : IClusterReader
{
    public Task<ClusterReport> GetAsync() => grains.GetGrain<IClusterGrain>(IClusterGrain.Key).GetReportAsync();
}
