using OrleansTrading.Contracts.Scanning;
using OrleansTrading.Contracts.Signals;

namespace OrleansTrading.Dashboard.Scan;

/// <summary>What the page of the scan asks of the grains.</summary>
internal interface IScanReader
{
    Task<ScanReport> ScanAsync(ScanRequest request);

    Task<SignalPage> ListSignalsAsync(SignalHistoryQuery query, int limit);

    Task<HitRateReport> GetHitRatesAsync(SignalHistoryQuery query);
}
