using OrleansTrading.Contracts.Cluster;

namespace OrleansTrading.Dashboard.Cluster;

/// <summary>The silos.</summary>
internal interface IClusterReader
{
    Task<ClusterReport> GetAsync();
}
