namespace OrleansTrading.Silo.Api;

/// <summary>The silos that run together and what they hold.</summary>
/// <param name="Engine">What stands behind the grains: <c>Embedded</c> or <c>Cluster</c>.</param>
/// <param name="ClusterId">The cluster that the silos form.</param>
/// <param name="Silos">Its silos, sorted by name.</param>
/// <param name="Activations">Grains held in memory, by type, sorted by name.</param>
internal sealed record ClusterView(
    string Engine,
    string ClusterId,
    IReadOnlyList<SiloView> Silos,
    IReadOnlyList<ActivationView> Activations);

/// <summary>One silo.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Address">Address, port and generation.</param>
/// <param name="Status">State in the membership: Created, Joining, Active, ShuttingDown, Stopping or Dead.</param>
/// <param name="StartTime">When it joined, in Unix milliseconds.</param>
/// <param name="Activations">Grains that it holds in memory.</param>
internal sealed record SiloView(string Name, string Address, string Status, long StartTime, int Activations);

/// <summary>Grains of one type held in memory in the whole cluster.</summary>
/// <param name="GrainType">Full name of the grain's class.</param>
/// <param name="Count">How many.</param>
internal sealed record ActivationView(string GrainType, int Count);
