namespace OrleansTrading.Dashboard.Cluster;

/// <summary>Names the texts of the cluster's page.</summary>
internal sealed class ClusterTexts;
