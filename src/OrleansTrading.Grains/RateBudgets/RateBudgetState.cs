using System.Collections.Immutable;
using Orleans;

namespace OrleansTrading.Grains.RateBudgets;

/// <summary>What was given out of one venue's budget for one address. Times are Unix milliseconds, so that they outlive a move.</summary>
[GenerateSerializer, Alias("OrleansTrading.RateBudgetState")]
internal sealed record RateBudgetState
{
    [Id(0)] public ImmutableArray<RateEntry> Entries { get; init; } = [];

    /// <summary>Nobody asks the venue anything before.</summary>
    [Id(1)] public long BlockedUntil { get; init; }
}
