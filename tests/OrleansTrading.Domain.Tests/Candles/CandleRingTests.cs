using OrleansTrading.Domain.Candles;
using static OrleansTrading.Domain.Tests.Candles.Klines;

namespace OrleansTrading.Domain.Tests.Candles;

public sealed class CandleRingTests
{
    private readonly CandleRing _ring = new(KlineInterval.OneMinute, capacity: 5);

    [Fact]
    public void Ring_NothingCame_HoldsNothing()
    {
        _ring.Count.ShouldBe(0);
        _ring.Newest.ShouldBeNull();
        _ring.Oldest.ShouldBeNull();
        _ring.NewestClosedOpenTime.ShouldBeNull();
        _ring.TryGet(At(0), out _).ShouldBeFalse();
        _ring.TryGetNewest(out _).ShouldBeFalse();
        _ring.ToArray().ShouldBeEmpty();
        _ring.CopyLatest(new Kline[3]).ShouldBe(0);
        _ring.MissingRanges(At(0), At(2)).ShouldBe([new KlineRange(At(0), At(2))]);
    }

    [Fact]
    public void Apply_OpenCandleGrows_NewerValueWins()
    {
        _ring.Apply(Open(0, 5), KlineSource.Stream).ShouldBe(RingChange.Added);
        _ring.Apply(Open(0, 8), KlineSource.Stream).ShouldBe(RingChange.Updated);
        _ring.Apply(Open(0, 8), KlineSource.Stream).ShouldBe(RingChange.Unchanged);
        _ring.Apply(Open(0, 6), KlineSource.Stream).ShouldBe(RingChange.Ignored);
        _ring.TryGet(At(0), out var kline).ShouldBeTrue();
        kline.ShouldBe(Open(0, 8));
    }

    [Fact]
    public void Apply_RestRowOfOpenCandleIsOlder_StreamValueStays()
    {
        _ring.Apply(Open(0, 8), KlineSource.Stream);
        _ring.Apply(Open(0, 7), KlineSource.Rest).ShouldBe(RingChange.Ignored);
        _ring.Apply(Open(0, 8) with { Close = 100 }, KlineSource.Rest).ShouldBe(RingChange.Ignored);
        _ring.Apply(Open(0, 9), KlineSource.Rest).ShouldBe(RingChange.Updated);
    }

    [Fact]
    public void Apply_LaterIntervalBegins_OpenCandleIsEndedNotClosed()
    {
        _ring.Apply(Open(0, 5), KlineSource.Stream);
        _ring.Apply(Open(1, 1), KlineSource.Stream);

        _ring.PhaseOf(At(0)).ShouldBe(CandlePhase.Ended);
        _ring.TryGet(At(0), out var ended).ShouldBeTrue();
        ended.Closed.ShouldBeFalse();
        _ring.NewestClosedOpenTime.ShouldBeNull();
        _ring.Apply(Open(0, 9), KlineSource.Stream).ShouldBe(RingChange.Ignored);
        _ring.MissingRanges(At(0), At(0)).ShouldBe([new KlineRange(At(0), At(0))]);
    }

    [Theory]
    [InlineData(KlineSource.Stream)]
    [InlineData(KlineSource.Rest)]
    public void Apply_ClosedValueOfEndedCandleComesLate_Closes(KlineSource source)
    {
        _ring.Apply(Open(0, 5), KlineSource.Stream);
        _ring.Apply(Open(1, 1), KlineSource.Stream);
        _ring.Apply(Closed(0, 6), source).ShouldBe(RingChange.Closed);
        _ring.PhaseOf(At(0)).ShouldBe(CandlePhase.Closed);
        _ring.NewestClosedOpenTime.ShouldBe(At(0));
        _ring.MissingRanges(At(0), At(0)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(KlineSource.Stream, RingChange.Ignored)]
    [InlineData(KlineSource.Store, RingChange.Ignored)]
    [InlineData(KlineSource.RollUp, RingChange.Ignored)]
    [InlineData(KlineSource.Rest, RingChange.Repaired)]
    [InlineData(KlineSource.Repair, RingChange.Repaired)]
    public void Apply_OtherClosedValueOfClosedCandle_OnlyRepairsChangeIt(KlineSource source, RingChange expected)
    {
        _ring.Apply(Closed(0, 5), KlineSource.Stream);
        _ring.Apply(Closed(0, 6), source).ShouldBe(expected);
        _ring.TryGet(At(0), out var kline);
        kline.Trades.ShouldBe(expected == RingChange.Repaired ? 6 : 5);
        _ring.Statistics.Repairs.ShouldBe(expected == RingChange.Repaired ? 1 : 0);
        _ring.Statistics.Ignored.ShouldBe(expected == RingChange.Repaired ? 0 : 1);
    }

    [Theory]
    [InlineData(KlineSource.Stream)]
    [InlineData(KlineSource.Rest)]
    [InlineData(KlineSource.Repair)]
    public void Apply_OpenValueOfClosedCandle_NeverReopensIt(KlineSource source)
    {
        _ring.Apply(Closed(0, 5), KlineSource.Stream);
        _ring.Apply(Open(0, 9), source).ShouldBe(RingChange.Ignored);
        _ring.PhaseOf(At(0)).ShouldBe(CandlePhase.Closed);
    }

    [Fact]
    public void Apply_SummedCandleSummedAnew_IsRepaired()
    {
        _ring.Apply(Closed(0, 5), KlineSource.RollUp);
        _ring.Apply(Closed(0, 5), KlineSource.RollUp).ShouldBe(RingChange.Unchanged);
        _ring.Apply(Closed(0, 6), KlineSource.RollUp).ShouldBe(RingChange.Repaired);
        _ring.Apply(Closed(0, 7), KlineSource.Rest).ShouldBe(RingChange.Repaired);
        _ring.Apply(Closed(0, 6), KlineSource.RollUp).ShouldBe(RingChange.Ignored);
    }

    [Fact]
    public void Apply_BeforeWindow_IsTooOld()
    {
        _ring.Apply(Closed(10, 1), KlineSource.Stream);
        _ring.Apply(Closed(5, 1), KlineSource.Rest).ShouldBe(RingChange.TooOld);
        _ring.Apply(Closed(6, 1), KlineSource.Rest).ShouldBe(RingChange.Closed);
        _ring.WindowStart.ShouldBe(At(6));
        _ring.Oldest.ShouldBe(At(6));
        _ring.Statistics.TooOld.ShouldBe(1);
    }

    [Fact]
    public void Apply_JumpsForward_SlotsBetweenAreGaps()
    {
        foreach (var minute in (int[])[0, 1, 2, 3])
            _ring.Apply(Closed(minute, 1), KlineSource.Stream);
        _ring.Apply(Closed(6, 1), KlineSource.Stream);

        _ring.ToArray().Select(kline => kline.OpenTime).ShouldBe([At(2), At(3), At(6)]);
        _ring.Count.ShouldBe(3);
        _ring.MissingRanges(At(0), At(8)).ShouldBe([new KlineRange(At(4), At(5)), new KlineRange(At(7), At(8))]);
    }

    [Fact]
    public void Apply_JumpsBeyondWindow_ForgetsAll()
    {
        for (var minute = 0; minute < 5; minute++)
            _ring.Apply(Closed(minute, 1), KlineSource.Stream);
        _ring.Apply(Open(500, 1), KlineSource.Stream);
        _ring.Count.ShouldBe(1);
        _ring.Oldest.ShouldBe(At(500));
        _ring.NewestClosedOpenTime.ShouldBeNull();
    }

    [Fact]
    public void Apply_Malformed_IsRejectedAndLeavesNoTrace()
    {
        var offGrid = Closed(0, 1) with { OpenTime = At(0) + 1 };
        var notANumber = Closed(0, 1) with { High = double.NaN };
        var upsideDown = Closed(0, 1) with { High = 1 };
        foreach (var bad in (Kline[])[offGrid, notANumber, upsideDown])
            _ring.Apply(bad, KlineSource.Rest).ShouldBe(RingChange.Rejected);
        _ring.Count.ShouldBe(0);
        _ring.Newest.ShouldBeNull();
        _ring.Statistics.Rejected.ShouldBe(3);
    }

    [Fact]
    public void Apply_CandleWithoutTradeCounts_VolumeDecides()
    {
        var first = Open(0, 4) with { Trades = 0 };
        _ring.Apply(first, KlineSource.Stream);
        _ring.Apply(first with { Volume = 1 }, KlineSource.Stream).ShouldBe(RingChange.Ignored);
        _ring.Apply(first with { Volume = 3 }, KlineSource.Stream).ShouldBe(RingChange.Updated);
    }

    [Fact]
    public void Reading_MoreThanThereIs_GivesNewestOldestFirst()
    {
        for (var minute = 0; minute < 8; minute++)
            _ring.Apply(Closed(minute, minute + 1), KlineSource.Stream);
        var all = new Kline[9];
        _ring.CopyLatest(all).ShouldBe(5);
        all[..5].ShouldBe([Closed(3, 4), Closed(4, 5), Closed(5, 6), Closed(6, 7), Closed(7, 8)]);
        var two = new Kline[2];
        _ring.CopyLatest(two).ShouldBe(2);
        two.ShouldBe([Closed(6, 7), Closed(7, 8)]);
        _ring.ToArray(At(4), At(6), limit: 2).ShouldBe([Closed(4, 5), Closed(5, 6)]);
        _ring.TryGet(At(2), out _).ShouldBeFalse();
        _ring.TryGet(At(3) + 1, out _).ShouldBeFalse();
    }

    [Fact]
    public void PastWrites_GrowWithWhatWasClosedAlready_NotWithWhatComesNext()
    {
        var ring = new CandleRing(KlineInterval.OneMinute, 10);
        ring.Apply(Closed(5, 3), KlineSource.Rest);
        ring.Apply(Open(6, 1), KlineSource.Stream);
        ring.Apply(Open(6, 2), KlineSource.Stream);
        ring.Apply(Closed(6, 3), KlineSource.Stream);
        ring.Apply(Closed(6, 3), KlineSource.Rest);
        ring.PastWrites.ShouldBe(0);
        ring.Apply(Closed(4, 3), KlineSource.Rest);
        ring.PastWrites.ShouldBe(1, "history came");
        ring.Apply(Closed(6, 4), KlineSource.Repair);
        ring.PastWrites.ShouldBe(2, "the newest was put right");
    }
}
