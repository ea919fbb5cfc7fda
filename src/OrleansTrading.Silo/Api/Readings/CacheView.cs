using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Silo.Api.Readings;

/// <summary>What the live instruments hold in memory, over all silos.</summary>
/// <param name="Instruments">Live instruments that have answered.</param>
/// <param name="Unanswered">Live instruments that have not.</param>
/// <param name="Candles">Candles held.</param>
/// <param name="Bytes">Bytes of the arrays that hold them.</param>
/// <param name="Hits">Questions for candles and readings that memory alone has answered since the instruments became live.</param>
/// <param name="Misses">Those that took the store or the venue.</param>
/// <param name="HitRate">Hits as a part of both, from 0 to 1. Null when nothing was asked.</param>
/// <param name="Intervals">Each interval, shortest first.</param>
internal sealed record CacheView(
    int Instruments,
    int Unanswered,
    long Candles,
    long Bytes,
    long Hits,
    long Misses,
    double? HitRate,
    IReadOnlyList<CacheIntervalView> Intervals)
{
    /// <param name="answers">One for each instrument; null where there is none.</param>
    public static CacheView Of(IReadOnlyCollection<CacheStatus?> answers)
    {
        var all = answers.OfType<CacheStatus>().ToList();
        var (hits, misses) = (all.Sum(status => status.Hits), all.Sum(status => status.Misses));
        var intervals = all.SelectMany(status => status.Intervals).GroupBy(interval => interval.Interval).OrderBy(group => group.Key);
        return new CacheView(
            all.Count, answers.Count - all.Count,
            all.Sum(status => status.Intervals.Sum(interval => (long)interval.Candles)), all.Sum(status => status.Bytes),
            hits, misses, hits + misses > 0 ? (double)hits / (hits + misses) : null,
            [
                .. intervals.Select(group => new CacheIntervalView(
                    group.Key.ToCode(), group.Sum(interval => (long)interval.Candles),
                    group.Min(interval => interval.Age)?.TotalMilliseconds, group.Max(interval => interval.Age)?.TotalMilliseconds)),
            ]);
    }
}
