using Orleans;

namespace OrleansTrading.Domain.Jobs;

/// <summary>How far a run is.</summary>
/// <param name="Done">Items dealt with.</param>
/// <param name="Total">Items altogether; 0 while that is not known.</param>
/// <param name="Message">What is being done, for people.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.JobProgress")]
public sealed record JobProgress(
    [property: Id(0)] int Done,
    [property: Id(1)] int Total,
    [property: Id(2)] string? Message)
{
    public static JobProgress None { get; } = new(0, 0, null);
}
