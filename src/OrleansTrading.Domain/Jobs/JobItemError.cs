using Orleans;

namespace OrleansTrading.Domain.Jobs;

/// <summary>The first failure of its kind in a run.</summary>
/// <param name="Kind">What kind of failure, for example <c>RateLimited</c>.</param>
/// <param name="Item">The item that met it first, for example an instrument id.</param>
/// <param name="Message">What was said.</param>
/// <param name="Count">Items of the run that met this kind.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.JobItemError")]
public sealed record JobItemError(
    [property: Id(0)] string Kind,
    [property: Id(1)] string Item,
    [property: Id(2)] string Message,
    [property: Id(3)] int Count);
