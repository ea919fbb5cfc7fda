using Orleans;
using OrleansTrading.Contracts.Scanning;
using OrleansTrading.Contracts.Watchlists;
using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Dashboard.Instruments.Grid;

internal sealed class GrainGridReader(IGrainFactory grains) : IGridReader
{
    public async Task<WatchlistMembers> GetWatchlistsAsync()
    {
        var members = await Task.WhenAll(LiveInstruments.Lists.Select(name => grains.GetGrain<IWatchlistGrain>(name).GetInstrumentsAsync()));
        return new WatchlistMembers([.. LiveInstruments.Lists.Zip(members)]);
    }

    public Task<ScanReport> GetReadingsAsync(KlineInterval interval) =>
        grains.GetGrain<IScannerGrain>(IScannerGrain.Key).ScanAsync(new ScanRequest([interval], MaximumResults: ScanRequest.MostResults));
}
