using Orleans;
using Orleans.Concurrency;

namespace OrleansTrading.Contracts.Cluster;

/// <summary>Looks over all silos, from whichever silo is asked; its key is <see cref="Key"/>.</summary>
[Alias("OrleansTrading.IClusterGrain")]
public interface IClusterGrain : IGrainWithStringKey
{
    public const string Key = "cluster";

    /// <summary>The cluster as it was at most a second ago. A silo that has not told of itself is listed without figures.</summary>
    [Alias("GetReport"), AlwaysInterleave]
    Task<ClusterReport> GetReportAsync();
}
