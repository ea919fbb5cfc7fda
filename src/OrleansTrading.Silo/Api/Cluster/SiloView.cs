using OrleansTrading.Contracts.Cluster;

namespace OrleansTrading.Silo.Api.Cluster;

/// <summary>One silo.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Address">Address, port and generation.</param>
/// <param name="Status">State in the membership: Created, Joining, Active, ShuttingDown, Stopping or Dead.</param>
/// <param name="StartTime">When it joined, in Unix milliseconds.</param>
/// <param name="Activations">Grains that it holds in memory.</param>
/// <param name="ReportTime">When it told of its process, in Unix milliseconds. Null when it has not.</param>
/// <param name="Process">Its process. Null when it has not told of it.</param>
internal sealed record SiloView(string Name, string Address, string Status, long StartTime, int Activations, long? ReportTime, ProcessView? Process)
{
    public static SiloView Of(SiloStanding silo) => new(
        silo.Name, silo.Address, silo.Status, silo.JoinedAt, silo.Activations, silo.Report?.Time, silo.Report is { } report ? ProcessView.Of(report.Process) : null);
}
