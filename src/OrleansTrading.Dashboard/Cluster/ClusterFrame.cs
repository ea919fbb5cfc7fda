using OrleansTrading.Contracts.Cluster;

namespace OrleansTrading.Dashboard.Cluster;

/// <summary>The cluster at one moment.</summary>
/// <param name="Report">Null until it has answered.</param>
/// <param name="Failed">Whether it did not answer; what is shown is old.</param>
/// <param name="Now">When the frame was made, Unix milliseconds.</param>
public sealed record ClusterFrame(ClusterReport? Report, bool Failed, long Now);
