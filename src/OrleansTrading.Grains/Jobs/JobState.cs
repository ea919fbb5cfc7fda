using System.Collections.Immutable;
using Orleans;
using OrleansTrading.Domain.Jobs;
using OrleansTrading.Grains.Jobs.Schedules;

namespace OrleansTrading.Grains.Jobs;

/// <summary>What a job remembers. Whatever is in it has been decided; what follows from it is done after it has been written.</summary>
[GenerateSerializer, Alias("OrleansTrading.JobState")]
internal sealed record JobState
{
    /// <summary>A schedule that was given by hand.</summary>
    [Id(0)] public string? Schedule { get; init; }

    [Id(1)] public bool? Enabled { get; init; }

    [Id(2)] public SlotPlan Plan { get; init; } = SlotPlan.None;

    /// <summary>The run that has the job; how far it has come is known where it is executed.</summary>
    [Id(3)] public JobRun? Current { get; init; }

    /// <summary>Why the current run is to stop; null while it is not.</summary>
    [Id(4)] public string? Cancelled { get; init; }

    [Id(5)] public JobRun? Waiting { get; init; }

    [Id(6)] public JobRun? LastRun { get; init; }

    [Id(7)] public long? LastSuccess { get; init; }

    [Id(8)] public int Skipped { get; init; }

    /// <summary>Oldest first.</summary>
    [Id(9)] public ImmutableArray<KnownKey> Keys { get; init; } = [];

    /// <summary>Runs that the store of runs has yet to be told of, oldest first.</summary>
    [Id(10)] public ImmutableArray<JobRun> Unsaved { get; init; } = [];
}
