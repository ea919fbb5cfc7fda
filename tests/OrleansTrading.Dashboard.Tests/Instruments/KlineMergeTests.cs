using System.Collections.Immutable;
using OrleansTrading.Dashboard.Instruments;
using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Dashboard.Tests.Instruments;

public sealed class KlineMergeTests
{
    private static readonly ImmutableArray<Kline> Held = [Candle(0), Candle(1), Candle(2, 10)];

    [Fact]
    public void SameCandles_GiveTheSameSeries()
    {
        Merge(Held[1..], out var merged).ShouldBeTrue();
        (merged == Held).ShouldBeTrue();
    }

    [Fact]
    public void NewerVersion_ReplacesTheOpenCandle()
    {
        Merge([Candle(2, 12)], out var merged).ShouldBeTrue();
        merged.ShouldBe([Candle(0), Candle(1), Candle(2, 12)]);
    }

    [Fact]
    public void NextCandle_IsAppendedAndTheOldestLeaves()
    {
        Merge([Candle(2, 13), Candle(3)], out var merged, capacity: 3).ShouldBeTrue();
        merged.ShouldBe([Candle(1), Candle(2, 13), Candle(3)]);
    }

    [Fact]
    public void CandlesThatDoNotTouch_AreNotMerged()
    {
        Merge([Candle(4)], out var merged).ShouldBeFalse();
        (merged == Held).ShouldBeTrue();
    }

    [Fact]
    public void WholeSeries_ReplacesWhatItCovers()
    {
        Merge([Candle(0, 5), Candle(1), Candle(2), Candle(3)], out var merged, capacity: 2).ShouldBeTrue();
        merged.ShouldBe([Candle(2), Candle(3)]);
    }

    private static bool Merge(ImmutableArray<Kline> newest, out ImmutableArray<Kline> merged, int capacity = 300) =>
        KlineMerge.TryMerge(Held, newest, KlineInterval.OneMinute, capacity, out merged);

    private static Kline Candle(int minute, double close = 11) => new(minute * 60_000L, 10, 20, 5, close, 1, 1, 0, 0, 1, true);
}
