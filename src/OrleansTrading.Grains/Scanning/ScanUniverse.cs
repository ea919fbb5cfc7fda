using System.Collections.Immutable;
using Orleans;
using OrleansTrading.Contracts.Watchlists;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Grains.Scanning;

/// <summary>Which instruments a scan is about.</summary>
internal sealed class ScanUniverse(IGrainFactory grains)
{
    /// <summary>The instruments of one watchlist, or of all; each once.</summary>
    public Task<ImmutableArray<InstrumentId>> GetInstrumentsAsync(string? watchlist) => watchlist is null
        ? grains.GetLiveInstrumentsAsync()
        : grains.GetGrain<IWatchlistGrain>(watchlist).GetInstrumentsAsync();
}
