using System.Collections.Immutable;
using Orleans;

namespace OrleansTrading.Contracts.Gaps;

/// <summary>How far a symbol's candles are to be checked and repaired.</summary>
/// <param name="LookBack">How far back from the venue's present.</param>
/// <param name="MaxCandles">Candles that are asked of the venue at most.</param>
/// <param name="LongestBudgetWait">Nothing more is asked when the venue's weight budget has no room for so long.</param>
/// <param name="Absent">What the venue is known not to have; it is no gap.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.GapQuery")]
public sealed record GapQuery(
    [property: Id(0)] TimeSpan LookBack,
    [property: Id(1)] int MaxCandles,
    [property: Id(2)] TimeSpan LongestBudgetWait,
    [property: Id(3)] ImmutableArray<GapRange> Absent);
