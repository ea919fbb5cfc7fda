namespace OrleansTrading.Silo.Api.Cluster;

/// <summary>Grains of one type in the whole cluster. Durations are from a call's first turn to its answer.</summary>
/// <param name="GrainType">Full name of the grain's class.</param>
/// <param name="Count">How many are held in memory.</param>
/// <param name="CallsPerSecond">Calls and timer ticks a second, over the last minute.</param>
/// <param name="Calls">Calls and timer ticks since the silos began.</param>
/// <param name="P50Milliseconds">What half of the last minute's calls did not exceed. Null when none was timed.</param>
/// <param name="P95Milliseconds">What 95 % of them did not exceed. Null when none was timed.</param>
/// <param name="P99Milliseconds">What 99 % of them did not exceed. Null when none was timed.</param>
internal sealed record ActivationView(
    string GrainType, int Count, double CallsPerSecond, long Calls, double? P50Milliseconds, double? P95Milliseconds, double? P99Milliseconds);
