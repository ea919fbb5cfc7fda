using Orleans;

namespace OrleansTrading.Contracts.Jobs;

/// <summary>A change to a job. Null leaves a thing as it is.</summary>
/// <param name="Enabled">Whether its slots are run. A disabled job can still be run by hand.</param>
/// <param name="Schedule">A cron expression with seconds, <c>every 10s</c>, or <c>between 15s and 5m</c>; empty for the job's own default.</param>
/// <param name="By">Who changes it.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.JobPatch")]
public sealed record JobPatch(
    [property: Id(0)] bool? Enabled,
    [property: Id(1)] string? Schedule,
    [property: Id(2)] string? By);
