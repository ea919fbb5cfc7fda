using System.Collections.Immutable;
using Orleans;

namespace OrleansTrading.Contracts.Scanning;

/// <summary>What a scan has found.</summary>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Scanned">Readings made: instruments times intervals, less what was skipped.</param>
/// <param name="Skipped">What could not be read, by instrument.</param>
/// <param name="RestCalls">Requests sent to venues for this scan.</param>
/// <param name="CacheHits">Readings made from memory alone.</param>
/// <param name="HourlyVolatility">
/// Median over all readings of the volatility, scaled to one hour, as a fraction; null when nothing was read.
/// </param>
/// <param name="Results">Farthest from zero first; of equal scores by instrument and interval.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.ScanReport")]
public sealed record ScanReport(
    [property: Id(0)] TimeSpan Elapsed,
    [property: Id(1)] int Scanned,
    [property: Id(2)] ImmutableArray<ScanSkip> Skipped,
    [property: Id(3)] int RestCalls,
    [property: Id(4)] int CacheHits,
    [property: Id(5)] double? HourlyVolatility,
    [property: Id(6)] ImmutableArray<ScanResult> Results);
