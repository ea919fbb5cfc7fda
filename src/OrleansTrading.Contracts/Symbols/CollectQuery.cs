using Orleans;

namespace OrleansTrading.Contracts.Symbols;

/// <summary>How a symbol's data is to be collected.</summary>
/// <param name="Rest">Ask the venue for candles, mark price and funding even where streams bring them.</param>
/// <param name="OpenInterestInterval">How often open interest, which no stream brings, is asked for; symbols spread themselves evenly over it. Zero: now.</param>
/// <param name="LongestBudgetWait">The symbol is skipped when the venue's weight budget has no room for so long.</param>
/// <param name="TimeLimit">What has not come by then has failed.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.CollectQuery")]
public sealed record CollectQuery(
    [property: Id(0)] bool Rest,
    [property: Id(1)] TimeSpan OpenInterestInterval,
    [property: Id(2)] TimeSpan LongestBudgetWait,
    [property: Id(3)] TimeSpan TimeLimit);
