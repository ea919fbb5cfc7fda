using System.Collections.Immutable;
using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Dashboard.Charts;

/// <summary>
/// What is drawn of a series. The candles that are done are laid out again only when one of them or the scale changes, so an
/// update of the newest candle costs a few short attributes.
/// </summary>
/// <param name="Scale">Where everything stands.</param>
/// <param name="Done">All candles but the newest.</param>
/// <param name="Newest">The newest candle.</param>
/// <param name="Klines">The series.</param>
public sealed record CandleChartModel(CandleScale Scale, CandleLayer Done, CandleLayer Newest, ImmutableArray<Kline> Klines)
{
    public static CandleChartModel? Next(CandleChartModel? last, ImmutableArray<Kline> klines, KlineInterval interval, int capacity) =>
        CandleScale.Of(klines, interval, capacity) is { } scale ? Next(last, klines, scale) : null;

    public static CandleChartModel? Next(CandleChartModel? last, ImmutableArray<Kline> klines, KlineInterval interval, long first, int slots) =>
        CandleScale.Of(klines, interval, first, slots) is { } scale ? Next(last, klines, scale) : null;

    private static CandleChartModel Next(CandleChartModel? last, ImmutableArray<Kline> klines, CandleScale scale)
    {
        if (last is not null && last.Klines == klines && last.Scale == scale)
            return last;
        var span = klines.AsSpan();
        var sameDone = last is not null && last.Scale == scale && last.Klines.AsSpan()[..^1].SequenceEqual(span[..^1]);
        // The last two together, so that a hole before the newest candle is seen.
        var newest = CandleLayer.Of(span[^1..], scale) with { Gaps = CandleLayer.Of(span[^Math.Min(2, span.Length)..], scale).Gaps };
        return new CandleChartModel(sameDone ? last!.Scale : scale, sameDone ? last!.Done : CandleLayer.Of(span[..^1], scale), newest, klines);
    }
}
