using Orleans;

namespace OrleansTrading.Contracts.Cluster;

/// <summary>One silo as the membership and it itself tell of it. Times are Unix milliseconds.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Address">Address, port and generation.</param>
/// <param name="Status">Created, Joining, Active, ShuttingDown, Stopping or Dead.</param>
/// <param name="JoinedAt">When it joined.</param>
/// <param name="Activations">Grains that it holds in memory.</param>
/// <param name="Report">What it told of itself last; null when that cannot be had.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.SiloStanding")]
public sealed record SiloStanding(
    [property: Id(0)] string Name,
    [property: Id(1)] string Address,
    [property: Id(2)] string Status,
    [property: Id(3)] long JoinedAt,
    [property: Id(4)] int Activations,
    [property: Id(5)] SiloReport? Report)
{
    /// <summary>Whether it takes part in the cluster.</summary>
    public bool IsActive => Status == "Active";
}
