using System.Collections.Immutable;
using Orleans;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Contracts.Watchlists;

/// <summary>What is followed now: whatever is on any watchlist.</summary>
public static class LiveInstruments
{
    /// <summary>The watchlists there are.</summary>
    public static ImmutableArray<string> Lists { get; } = [IWatchlistGrain.Elite, IWatchlistGrain.Overlay];

    /// <summary>The instruments of all lists, each once: those of <see cref="IWatchlistGrain.Elite"/> first, every list in its own order.</summary>
    public static async Task<ImmutableArray<InstrumentId>> GetLiveInstrumentsAsync(this IGrainFactory grains)
    {
        var lists = await Task.WhenAll(Lists.Select(name => grains.GetGrain<IWatchlistGrain>(name).GetInstrumentsAsync()));
        return [.. lists.SelectMany(list => list).Distinct()];
    }
}
