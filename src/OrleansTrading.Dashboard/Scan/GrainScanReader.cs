using Orleans;
using OrleansTrading.Contracts.Scanning;
using OrleansTrading.Contracts.Signals;

namespace OrleansTrading.Dashboard.Scan;

internal sealed class GrainScanReader(IGrainFactory grains) : IScanReader
{
    public Task<ScanReport> ScanAsync(ScanRequest request) => grains.GetGrain<IScannerGrain>(IScannerGrain.Key).ScanAsync(request);

    public Task<SignalPage> ListSignalsAsync(SignalHistoryQuery query, int limit) => History.ListAsync(query, limit);

    public Task<HitRateReport> GetHitRatesAsync(SignalHistoryQuery query) => History.GetHitRatesAsync(query);

    private ISignalHistoryGrain History => grains.GetGrain<ISignalHistoryGrain>(ISignalHistoryGrain.Key);
}
