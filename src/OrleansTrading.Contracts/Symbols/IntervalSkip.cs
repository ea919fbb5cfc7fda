using Orleans;
using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Contracts.Symbols;

/// <summary>Why an interval of a symbol was not read.</summary>
/// <param name="Interval">The interval; null when it is true of all.</param>
/// <param name="Reason">For people, for example <c>too few candles (35 of 60)</c>.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.IntervalSkip")]
public readonly record struct IntervalSkip(
    [property: Id(0)] KlineInterval? Interval,
    [property: Id(1)] string Reason);
