using OrleansTrading.Contracts.Scanning;

namespace OrleansTrading.Silo.Api.Readings;

/// <summary>What a scan has found.</summary>
/// <param name="ElapsedMs">How long it took, in milliseconds.</param>
/// <param name="Scanned">Readings made: instruments times intervals, less what was skipped.</param>
/// <param name="Skipped">What could not be read, by instrument.</param>
/// <param name="RestCalls">Requests that were sent to venues for it.</param>
/// <param name="CacheHits">Readings made from memory alone.</param>
/// <param name="Results">Farthest from zero first; of equal scores by instrument and interval.</param>
internal sealed record ScanView(
    double ElapsedMs,
    int Scanned,
    IReadOnlyList<ScanSkipView> Skipped,
    int RestCalls,
    int CacheHits,
    IReadOnlyList<ScanResultView> Results)
{
    public static ScanView Of(ScanReport report) => new(
        Math.Round(report.Elapsed.TotalMilliseconds, 3), report.Scanned, [.. report.Skipped.Select(ScanSkipView.Of)],
        report.RestCalls, report.CacheHits, [.. report.Results.Select(ScanResultView.Of)]);
}
