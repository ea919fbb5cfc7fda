namespace OrleansTrading.Silo.Commands;

/// <summary>The answer of <c>GET /api/v1/scan</c>, as far as the commands show it.</summary>
internal sealed record ScanAnswer(
    double ElapsedMs, int Scanned, IReadOnlyList<ScanSkip>? Skipped, long RestCalls, long CacheHits, IReadOnlyList<ScanRow>? Results);

/// <summary>What was left out, and why.</summary>
internal sealed record ScanSkip(string Id, string? Reason);

/// <summary>One row of the ranking.</summary>
internal sealed record ScanRow(string Id, string Interval, string? Direction, double Score, string? Regime)
{
    /// <summary>The factors by name; null where one is absent.</summary>
    public IReadOnlyDictionary<string, double?>? Factors { get; init; }

    /// <summary>What the factor of order flow stands on.</summary>
    public string? OrderFlowFrom { get; init; }
}
