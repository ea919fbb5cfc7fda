namespace OrleansTrading.Dashboard.Cluster;

internal enum GrainTypeColumn
{
    Name,
    Activations,
    Calls,
    P50,
    P95,
    P99,
}
