using Orleans;

namespace OrleansTrading.Contracts.Jobs;

/// <summary>What was wrong with a request.</summary>
/// <param name="Field">The field, for example <c>schedule</c> or a parameter's name; <c>name</c> when there is no such job.</param>
/// <param name="Message">What it was and what is allowed.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.JobRefusal")]
public sealed record JobRefusal(
    [property: Id(0)] string Field,
    [property: Id(1)] string Message);
