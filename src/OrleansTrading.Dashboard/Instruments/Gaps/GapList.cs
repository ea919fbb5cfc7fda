using System.Collections.Immutable;
using OrleansTrading.Contracts.Gaps;
using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Dashboard.Instruments.Gaps;

/// <summary>What candles an instrument lacks.</summary>
/// <param name="Missing">Those that a repair would ask for, the newest first.</param>
/// <param name="Absent">Candles missing that the venue is known not to have: no repair brings them.</param>
public sealed record GapList(ImmutableArray<GapRange> Missing, long Absent)
{
    /// <summary>Candles missing, of all lengths.</summary>
    public long Candles => Missing.Sum(Count);

    public static long Count(GapRange range) => ((range.To - range.From) / range.Interval.ToMilliseconds()) + 1;

    public static GapList Of(ImmutableArray<GapRange> missing, ImmutableArray<GapRange> absent)
    {
        var ranges = new List<GapRange>();
        var known = 0L;
        foreach (var gap in missing)
        {
            var none = absent.Where(range => range.Interval == gap.Interval && range.From <= gap.To && range.To >= gap.From).ToList();
            var wanted = new KlineRange(gap.From, gap.To).OpenTimes(gap.Interval).Where(time => !none.Any(range => range.From <= time && time <= range.To)).ToList();
            known += Count(gap) - wanted.Count;
            ranges.AddRange(KlineRanges.Of(wanted, gap.Interval).Select(range => new GapRange(gap.Interval, range.From, range.To)));
        }

        return new GapList([.. ranges.OrderByDescending(range => range.To).ThenBy(range => range.Interval)], known);
    }
}
