using System.Collections.Immutable;
using Orleans;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Contracts.Events;

/// <summary>Instruments have joined or left a watchlist.</summary>
[GenerateSerializer, Immutable, Alias("OrleansTrading.WatchlistChanged")]
public sealed record WatchlistChanged(
    long Time,
    [property: Id(0)] string Watchlist,
    [property: Id(1)] ImmutableArray<InstrumentId> Joined,
    [property: Id(2)] ImmutableArray<InstrumentId> Left) : TradingEvent(Time);
