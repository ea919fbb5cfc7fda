using System.Collections.Immutable;
using OrleansTrading.Contracts.Scanning;
using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Dashboard.Scan;

/// <summary>The market as it was read last.</summary>
/// <param name="Report">Every reading; null until the first scan has answered.</param>
/// <param name="Intervals">The intervals that are scanned, shortest first.</param>
/// <param name="ScannedAt">When it was read; null with the report.</param>
/// <param name="TakenAt">When this frame was made.</param>
/// <param name="Failed">Whether the scan does not answer now.</param>
public sealed record ScanFrame(
    ScanReport? Report, ImmutableArray<KlineInterval> Intervals, DateTimeOffset? ScannedAt, DateTimeOffset TakenAt, bool Failed);
