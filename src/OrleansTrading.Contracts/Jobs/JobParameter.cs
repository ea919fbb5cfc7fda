using Orleans;

namespace OrleansTrading.Contracts.Jobs;

/// <summary>One parameter of a job.</summary>
/// <param name="Name">As it is written in the JSON object.</param>
/// <param name="Type"><c>integer</c>, <c>number</c>, <c>boolean</c>, <c>string</c>, <c>duration</c>, or <c>list of</c> one of them.</param>
/// <param name="Description">What it does.</param>
/// <param name="Default">Its value when it is not given, as JSON.</param>
/// <param name="Allowed">What values are allowed, for people; null when all of the type are.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.JobParameter")]
public sealed record JobParameter(
    [property: Id(0)] string Name,
    [property: Id(1)] string Type,
    [property: Id(2)] string Description,
    [property: Id(3)] string Default,
    [property: Id(4)] string? Allowed);
