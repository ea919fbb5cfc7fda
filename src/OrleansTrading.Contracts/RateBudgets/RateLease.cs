using Orleans;

namespace OrleansTrading.Contracts.RateBudgets;

/// <summary>A share for a short time.</summary>
/// <param name="Weight">What may be spent; 0 for no lease.</param>
/// <param name="Duration">How long it may be spent, counted from the moment when the silo sent its question.</param>
/// <param name="Free">What is left for anyone.</param>
/// <param name="RetryAfter">When more may be free, if not all that was wanted could be given.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.RateLease")]
public sealed record RateLease(
    [property: Id(0)] int Weight, [property: Id(1)] TimeSpan Duration, [property: Id(2)] int Free, [property: Id(3)] TimeSpan RetryAfter);
