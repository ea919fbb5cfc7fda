using System.Collections.Immutable;
using Orleans;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Contracts.Watchlists;

/// <summary>What came of choosing the instruments of a list.</summary>
/// <param name="Instruments">The list as it is now.</param>
/// <param name="Joined">What was not on it before.</param>
/// <param name="Left">What is not on it any more.</param>
/// <param name="Warmed">What is kept live beside it because it may join next.</param>
/// <param name="Problem">Why no choice was made; null when one was.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.WatchlistRefresh")]
public sealed record WatchlistRefresh(
    [property: Id(0)] ImmutableArray<InstrumentId> Instruments,
    [property: Id(1)] ImmutableArray<InstrumentId> Joined,
    [property: Id(2)] ImmutableArray<InstrumentId> Left,
    [property: Id(3)] ImmutableArray<InstrumentId> Warmed,
    [property: Id(4)] string? Problem);
