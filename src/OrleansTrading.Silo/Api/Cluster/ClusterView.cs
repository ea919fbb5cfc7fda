using OrleansTrading.Contracts.Cluster;

namespace OrleansTrading.Silo.Api.Cluster;

/// <summary>The silos that run together and what they hold.</summary>
/// <param name="Engine">What stands behind the grains: <c>Embedded</c> or <c>Cluster</c>.</param>
/// <param name="ClusterId">The cluster that the silos form.</param>
/// <param name="Silos">Its silos, sorted by name; those that are gone come last, for an hour.</param>
/// <param name="Activations">Grains held in memory and their calls, by type, sorted by name.</param>
/// <param name="Reminders">Reminders of the grains held in memory.</param>
internal sealed record ClusterView(
    string Engine,
    string ClusterId,
    IReadOnlyList<SiloView> Silos,
    IReadOnlyList<ActivationView> Activations,
    IReadOnlyList<ReminderView> Reminders)
{
    public static ClusterView Of(string engine, ClusterReport report) => new(
        engine,
        report.ClusterId,
        [.. report.Silos.Select(SiloView.Of)],
        [.. report.GrainTypes.Select(type => new ActivationView(type.GrainType, type.Activations, type.CallsPerSecond, type.Calls, type.P50, type.P95, type.P99))],
        [.. report.Silos.SelectMany(silo => (silo.Report?.Reminders ?? []).Select(reminder => ReminderView.Of(silo.Name, reminder)))]);
}
