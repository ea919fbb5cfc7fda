using System.Collections.Immutable;
using Orleans;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Grains.Watchlists;

/// <summary>What a watchlist remembers, so that a restart follows the same instruments even while the venue is away.</summary>
[GenerateSerializer, Alias("OrleansTrading.WatchlistState")]
internal sealed record WatchlistState
{
    [Id(0)] public ImmutableArray<string> Instruments { get; init; } = [];

    /// <summary>When they were chosen, Unix milliseconds.</summary>
    [Id(1)] public long ChosenAt { get; init; }

    public ImmutableArray<InstrumentId> ToIds() => [.. Instruments.Select(InstrumentId.Parse)];
}
