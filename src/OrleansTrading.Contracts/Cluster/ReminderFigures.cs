using Orleans;

namespace OrleansTrading.Contracts.Cluster;

/// <summary>A reminder of a grain that is in memory.</summary>
/// <param name="GrainType">Full name of the grain's class.</param>
/// <param name="Key">The grain's key.</param>
/// <param name="Name">The reminder's name.</param>
/// <param name="Period">How often it comes.</param>
/// <param name="RegisteredAt">When the grain made sure of it, Unix milliseconds.</param>
/// <param name="LastTick">When it came last, Unix milliseconds; null when it has not since the grain was activated.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.ReminderFigures")]
public sealed record ReminderFigures(
    [property: Id(0)] string GrainType,
    [property: Id(1)] string Key,
    [property: Id(2)] string Name,
    [property: Id(3)] TimeSpan Period,
    [property: Id(4)] long RegisteredAt,
    [property: Id(5)] long? LastTick);
