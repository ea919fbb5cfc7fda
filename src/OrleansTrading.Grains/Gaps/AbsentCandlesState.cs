using System.Collections.Immutable;
using Orleans;
using OrleansTrading.Contracts.Gaps;
using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Grains.Gaps;

/// <summary>What a venue does not have of one instrument: bounded; beyond it the oldest ranges are forgotten, and asked for once more.</summary>
[GenerateSerializer, Alias("OrleansTrading.AbsentCandlesState")]
internal sealed record AbsentCandlesState
{
    private const int MostRanges = 2000;

    [Id(0)] public ImmutableArray<GapRange> Ranges { get; init; } = [];

    public AbsentCandlesState With(IEnumerable<GapRange> more) => new()
    {
        Ranges =
        [
            .. Ranges.Concat(more).GroupBy(range => range.Interval).SelectMany(Joined).OrderByDescending(range => range.To).Take(MostRanges),
        ],
    };

    private static IEnumerable<GapRange> Joined(IGrouping<KlineInterval, GapRange> ranges)
    {
        var length = ranges.Key.ToMilliseconds();
        GapRange? current = null;
        foreach (var range in ranges.OrderBy(range => range.From))
        {
            if (current is null || range.From > current.To + length)
            {
                if (current is not null)
                    yield return current;
                current = range;
            }
            else if (range.To > current.To)
            {
                current = current with { To = range.To };
            }
        }

        if (current is not null)
            yield return current;
    }
}
