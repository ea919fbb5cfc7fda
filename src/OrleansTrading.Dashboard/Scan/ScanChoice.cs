using System.Collections.Immutable;
using System.Globalization;
using OrleansTrading.Contracts.Scanning;
using OrleansTrading.Contracts.Watchlists;
using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Dashboard.Scan;

/// <summary>What of a scan is shown, as it stands in the page's address. What an address has that cannot be is as if it were not there.</summary>
/// <param name="MinimumScore">Only readings at least so far from zero, 0 to 100.</param>
/// <param name="Intervals">Only of these intervals; empty for all.</param>
/// <param name="Watchlist">Only of this watchlist; null for all that is live.</param>
/// <param name="Running">Running candles instead of closed ones.</param>
/// <param name="Search">Only instruments with this in their id.</param>
public sealed record ScanChoice(int MinimumScore, ImmutableArray<KlineInterval> Intervals, string? Watchlist, bool Running, string Search)
{
    public const int HighestScore = 100;

    /// <summary>What stands in an address for running candles.</summary>
    public const string RunningCandles = "running";

    public static ScanChoice Everything { get; } = Of(null, null, null, null, null);

    public static ScanChoice Of(string? score, string? intervals, string? watchlist, string? candles, string? search) => new(
        ParseScore(score),
        KlineIntervals.TryParseList(intervals ?? "", out var parsed) ? [.. parsed] : [],
        LiveInstruments.Lists.Contains(watchlist ?? "") ? watchlist : null,
        candles == RunningCandles,
        search?.Trim() ?? "");

    /// <summary>A minimum score as it is written; what is none is 0.</summary>
    public static int ParseScore(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var score) ? Math.Min(score, HighestScore) : 0;

    /// <summary>The same as parts of an address; null is left out.</summary>
    public IReadOnlyDictionary<string, object?> ToQuery() => new Dictionary<string, object?>
    {
        ["score"] = MinimumScore > 0 ? MinimumScore.ToString(CultureInfo.InvariantCulture) : null,
        ["intervals"] = Intervals.Length > 0 ? string.Join(',', Intervals.Select(interval => interval.ToCode())) : null,
        ["list"] = Watchlist,
        ["candles"] = Running ? RunningCandles : null,
        ["search"] = Search.Length > 0 ? Search : null,
    };

    /// <summary>With an interval more, or one less. All of them is the same as none.</summary>
    public ScanChoice Toggle(KlineInterval interval, ImmutableArray<KlineInterval> all)
    {
        ImmutableArray<KlineInterval> chosen = Intervals.IsEmpty ? all : Intervals;
        chosen = chosen.Contains(interval) ? chosen.Remove(interval) : [.. chosen.Append(interval).Order()];
        return this with { Intervals = all.All(chosen.Contains) ? [] : chosen };
    }

    public bool Has(KlineInterval interval) => Intervals.IsEmpty || Intervals.Contains(interval);

    /// <summary>The results that are shown, strongest first, with their places among all of them.</summary>
    public IEnumerable<(int Rank, ScanResult Result)> Of(ScanReport report)
    {
        var rank = 0;
        foreach (var result in report.Results)
        {
            if (!Has(result.Reading.Interval))
                continue;
            rank++;
            // Farthest from zero first, so none that follows is far enough.
            if (Math.Abs(result.Reading.Score) < MinimumScore)
                yield break;
            if (Search.Length == 0 || result.Id.ToString().Contains(Search, StringComparison.OrdinalIgnoreCase))
                yield return (rank, result);
        }
    }

    public IEnumerable<ScanSkip> LeftOut(ScanReport report) => report.Skipped.Where(skip =>
        (skip.Interval is not { } interval || Has(interval)) && (Search.Length == 0 || skip.Id.ToString().Contains(Search, StringComparison.OrdinalIgnoreCase)));

    /// <inheritdoc/>
    public bool Equals(ScanChoice? other) =>
        other is not null && (MinimumScore, Watchlist, Running, Search) == (other.MinimumScore, other.Watchlist, other.Running, other.Search)
        && Intervals.SequenceEqual(other.Intervals);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(MinimumScore, Watchlist, Running, Search, Intervals.Length);
}
