using System.Collections.Immutable;
using OrleansTrading.Contracts.Scanning;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Dashboard.Scan;

/// <summary>The same scan from memory and by requests to the venues.</summary>
/// <param name="Cache">From memory.</param>
/// <param name="Rest">By requests.</param>
/// <param name="Rows">Every reading of either, greatest difference first, then those of one side alone.</param>
/// <param name="At">When it was made.</param>
public sealed record ScanComparison(ScanReport Cache, ScanReport Rest, ImmutableArray<ScanComparison.Row> Rows, DateTimeOffset At)
{
    /// <summary>Scores nearer than this are the same: they are told to one decimal.</summary>
    public const double SameWithin = 0.05;

    /// <summary>Readings of both sides.</summary>
    public int Compared => Rows.Count(row => row.Difference is not null);

    /// <summary>Readings of both sides with the same score.</summary>
    public int Same => Rows.Count(row => Math.Abs(row.Difference ?? double.MaxValue) < SameWithin);

    public static ScanComparison Of(ScanReport cache, ScanReport rest, DateTimeOffset at)
    {
        var held = cache.Results.ToDictionary(result => (result.Id, result.Reading.Interval), result => result.Reading);
        var asked = rest.Results.ToDictionary(result => (result.Id, result.Reading.Interval), result => result.Reading);
        var rows = held.Keys.Union(asked.Keys).Select(key => new Row(
            key.Id, key.Interval, held.TryGetValue(key, out var mine) ? mine : null, asked.TryGetValue(key, out var theirs) ? theirs : null));
        return new ScanComparison(
            cache, rest,
            [.. rows.OrderBy(row => row.Difference is null).ThenByDescending(row => Math.Abs(row.Difference ?? 0)).ThenBy(row => row.Id.ToString(), StringComparer.Ordinal).ThenBy(row => row.Interval)],
            at);
    }

    /// <param name="Id">The instrument.</param>
    /// <param name="Interval">The interval.</param>
    /// <param name="Cache">What memory says; null where it was left out.</param>
    /// <param name="Rest">What the venue says; null where it was left out.</param>
    public sealed record Row(InstrumentId Id, KlineInterval Interval, MarketReading? Cache, MarketReading? Rest)
    {
        /// <summary>Score by REST less that from memory; null where one is missing, or where they are of different candles.</summary>
        public double? Difference => Cache is { } mine && Rest is { } theirs && mine.OpenTime == theirs.OpenTime ? theirs.Score - mine.Score : null;

        /// <summary>Whether a candle closed between the two scans, so that they read different ones.</summary>
        public bool IsOfAnotherCandle => Cache is { } mine && Rest is { } theirs && mine.OpenTime != theirs.OpenTime;
    }
}
