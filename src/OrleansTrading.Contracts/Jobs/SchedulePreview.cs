using System.Collections.Immutable;
using Orleans;

namespace OrleansTrading.Contracts.Jobs;

/// <summary>When a job would run under a schedule, or why that is no schedule.</summary>
/// <param name="Schedule">The schedule as it would be in force; empty when the job would be run by hand only.</param>
/// <param name="Times">The next slots, Unix milliseconds.</param>
/// <param name="AreEarliest">Whether they are the earliest possible ones: the job itself says when within the schedule's bounds.</param>
/// <param name="Refusal">What is wrong with it.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.SchedulePreview")]
public sealed record SchedulePreview(
    [property: Id(0)] string Schedule,
    [property: Id(1)] ImmutableArray<long> Times,
    [property: Id(2)] bool AreEarliest,
    [property: Id(3)] JobRefusal? Refusal);
