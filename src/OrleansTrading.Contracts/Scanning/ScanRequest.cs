using System.Collections.Immutable;
using Orleans;
using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Contracts.Scanning;

/// <summary>What is scanned and what of it is answered.</summary>
/// <param name="Intervals">The intervals to read; empty for the configured ones.</param>
/// <param name="MinimumScore">Only readings whose score is at least so far from zero are answered: 0 to 100.</param>
/// <param name="MaximumResults">So many are answered at most.</param>
/// <param name="Watchlist">Only instruments of this watchlist; null for all that are live.</param>
/// <param name="Source">Where the candles are taken from.</param>
/// <param name="IncludeOpen">Whether readings stand on open candles as they are now instead of on the newest closed ones.</param>
[GenerateSerializer, Immutable, Alias("OrleansTrading.ScanRequest")]
public sealed record ScanRequest(
    [property: Id(0)] ImmutableArray<KlineInterval> Intervals,
    [property: Id(1)] double MinimumScore = 0,
    [property: Id(2)] int MaximumResults = ScanRequest.DefaultResults,
    [property: Id(3)] string? Watchlist = null,
    [property: Id(4)] ScanSource Source = ScanSource.Cache,
    [property: Id(5)] bool IncludeOpen = false)
{
    public const int DefaultResults = 50;

    public const int MostResults = 10_000;
}
