using System.Collections.Immutable;
using OrleansTrading.Contracts.Jobs;

namespace OrleansTrading.Grains.Jobs;

/// <summary>What a job is and how it is run.</summary>
public sealed record JobDefinition
{
    /// <summary>Lower case with hyphens; the key of its grain.</summary>
    public required string Name { get; init; }

    /// <summary>What it does, in one sentence.</summary>
    public required string Description { get; init; }

    /// <summary>A cron expression with seconds (UTC), <c>every 10s</c>, <c>between 15s and 5m</c>, or empty: by hand only.</summary>
    public required string Schedule { get; init; }

    public JobOverlap Overlap { get; init; } = JobOverlap.Skip;

    /// <summary>Attempts after the first.</summary>
    public int Retries { get; init; } = 3;

    /// <summary>Wait before the first retry; doubles with each.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long all attempts together may take. Then the run is cancelled, and abandoned when it does not stop.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>A run that takes longer is told of once it does, by a warning and a metric; more than zero; null: never.</summary>
    public TimeSpan? SlowAfter { get; init; }

    public JobPriority Priority { get; init; } = JobPriority.Normal;

    public LostRunPolicy OnLostRun { get; init; } = LostRunPolicy.RunAgain;

    /// <summary>Jobs whose last run must have succeeded, and so must that of the jobs that they need; a slot is recorded as skipped otherwise.</summary>
    public ImmutableArray<string> Needs { get; init; } = [];
}
