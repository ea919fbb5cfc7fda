namespace OrleansTrading.Silo.Health;

/// <summary>Whether the process is in a state to serve.</summary>
/// <param name="Status"><c>live</c>, <c>ready</c>, <c>degraded</c> (it serves what it can, and the checks say what it lacks) or <c>notReady</c>.</param>
/// <param name="Checks">What was looked at; empty for liveness.</param>
internal sealed record HealthView(string Status, IReadOnlyList<HealthCheckView> Checks);

/// <summary>One thing that was looked at.</summary>
/// <param name="Name">What.</param>
/// <param name="Ready">Whether it is ready.</param>
/// <param name="Reason">Why not; null when it is.</param>
internal sealed record HealthCheckView(string Name, bool Ready, string? Reason);
