using OrleansTrading.Domain.Candles;
using static OrleansTrading.Domain.Tests.Candles.Klines;

namespace OrleansTrading.Domain.Tests.Candles;

public sealed class CandleBookTests
{
    private static readonly KlineInterval[] Intervals = [KlineInterval.OneMinute, KlineInterval.FiveMinutes, KlineInterval.FifteenMinutes, KlineInterval.OneHour];

    private readonly Kline[] _minutes = [.. Enumerable.Range(0, 300).Select(minute => Random(new Random(minute), At(minute)))];
    private readonly CandleBook _book = new(Intervals);
    private readonly List<CandleChange> _changes = [];

    [Theory]
    [InlineData(KlineInterval.FiveMinutes, KlineInterval.OneMinute)]
    [InlineData(KlineInterval.OneMinute, KlineInterval.OneMinute)]
    [InlineData(KlineInterval.ThreeMinutes, KlineInterval.FiveMinutes)]
    public void Book_IntervalsNotAscendingMultiples_IsRefused(KlineInterval first, KlineInterval second) =>
        Should.Throw<ArgumentException>(() => new CandleBook([first, second])).Message.ShouldContain("ascending multiples");

    [Fact]
    public void Book_NoIntervals_IsRefused() => Should.Throw<ArgumentException>(() => new CandleBook([]));

    [Fact]
    public void Ring_IntervalNotKept_SaysWhichAre() =>
        Should.Throw<ArgumentException>(() => _book.Ring(KlineInterval.OneDay)).Message.ShouldContain("1m, 5m, 15m, 1h");

    [Fact]
    public void ApplyStream_LastPartCloses_LongerCandlesCloseWithIt()
    {
        Stream(0, 14);
        _changes.Clear();
        Stream(14, 1);

        _changes.Select(change => change.Interval).ShouldBe([KlineInterval.OneMinute, KlineInterval.FiveMinutes, KlineInterval.FifteenMinutes]);
        _changes.ShouldAllBe(change => change.Change == RingChange.Closed && change.Kline.Closed);
        _changes[2].Kline.ShouldBe(RollUpOracle.Sum(At(0), _minutes[..15]));
    }

    [Fact]
    public void ApplyStream_PartIsOpen_LongerCandlesShowIt()
    {
        Stream(0, 7);
        var running = _minutes[7] with { Closed = false };
        _book.ApplyStream(running, _changes);

        _book.Ring(KlineInterval.FifteenMinutes).TryGet(At(0), out var open).ShouldBeTrue();
        open.Closed.ShouldBeFalse();
        open.Close.ShouldBe(running.Close);
        open.Trades.ShouldBe(_minutes[..8].Sum(minute => minute.Trades));
        open.Volume.ShouldBe(_minutes[..8].Sum(minute => minute.Volume), 1e-6);
        open.High.ShouldBe(_minutes[..8].Max(minute => minute.High));
    }

    [Fact]
    public void ApplyStream_PartWasMissed_LongerCandleIsAbsentUntilHistoryBringsIt()
    {
        Stream(0, 6);
        Stream(8, 1);
        _book.Ring(KlineInterval.FifteenMinutes).PhaseOf(At(0)).ShouldBe(CandlePhase.Absent);
        _book.MissingClosed(KlineInterval.OneMinute, At(9), listedSince: At(0)).ShouldBe([new KlineRange(At(6), At(7))]);
        _book.MissingCover().ShouldBe(new KlineRange(At(6), At(7)));

        Stream(9, 6);
        _book.Ring(KlineInterval.FifteenMinutes).PhaseOf(At(0)).ShouldNotBe(CandlePhase.Closed);

        _changes.Clear();
        _book.ApplyHistory(KlineInterval.OneMinute, _minutes.AsSpan(6, 2), KlineSource.Rest, _changes).ShouldBe(2);
        _changes.Select(change => (change.Interval, change.Kline.OpenTime)).ShouldBe(
        [
            (KlineInterval.OneMinute, At(6)), (KlineInterval.OneMinute, At(7)),
            (KlineInterval.FiveMinutes, At(5)), (KlineInterval.FifteenMinutes, At(0)),
        ]);
        _changes[^1].Kline.ShouldBe(RollUpOracle.Sum(At(0), _minutes[..15]));
        _book.MissingCover().ShouldBeNull();
    }

    [Fact]
    public void ApplyStream_CloseComesAfterNextOpen_LongerCandlesCloseAllTheSame()
    {
        Stream(0, 14);
        _book.ApplyStream(_minutes[14] with { Closed = false }, _changes);
        _book.ApplyStream(_minutes[15] with { Closed = false }, _changes);
        _book.Base.PhaseOf(At(14)).ShouldBe(CandlePhase.Ended);
        _book.Ring(KlineInterval.FifteenMinutes).PhaseOf(At(0)).ShouldBe(CandlePhase.Ended);
        _book.Ring(KlineInterval.OneHour).PhaseOf(At(0)).ShouldBe(CandlePhase.Absent);

        _changes.Clear();
        _book.ApplyStream(_minutes[14], _changes);
        _changes.Select(change => change.Interval).ShouldBe([KlineInterval.OneMinute, KlineInterval.FiveMinutes, KlineInterval.FifteenMinutes]);
        _changes[^1].Kline.ShouldBe(RollUpOracle.Sum(At(0), _minutes[..15]));
        _book.Ring(KlineInterval.OneHour).TryGet(At(0), out var hour).ShouldBeTrue();
        hour.Trades.ShouldBe(_minutes[..16].Sum(minute => minute.Trades));
    }

    [Fact]
    public void ApplyHistory_LongestFirst_SeedsOpenCandleFromMixedLengths()
    {
        // 47 minutes into the hour: three closed quarters of one source, and the rest in minutes.
        var quarters = RollUpOracle.RollUp(_minutes[..45], KlineInterval.FifteenMinutes);
        _book.ApplyHistory(KlineInterval.FifteenMinutes, quarters, KlineSource.Store, _changes);
        _book.ApplyHistory(KlineInterval.OneMinute, _minutes.AsSpan(45, 2), KlineSource.Rest, _changes);
        _book.Ring(KlineInterval.OneHour).TryGet(At(0), out var hour).ShouldBeTrue();
        hour.ShouldBe(RollUpOracle.Sum(At(0), _minutes[..47]) with { Closed = false });
        _changes.ShouldAllBe(change => change.Interval == KlineInterval.OneMinute);

        _changes.Clear();
        Stream(47, 13);
        _changes[^1].ShouldBe(new CandleChange(KlineInterval.OneHour, RollUpOracle.Sum(At(0), _minutes[..60]), RingChange.Closed));
    }

    [Fact]
    public void ApplyHistory_FromStore_ReportsOnlyWhatTheStoreLacks()
    {
        _book.ApplyHistory(KlineInterval.OneMinute, _minutes.AsSpan(0, 10), KlineSource.Store, _changes);
        _changes.Select(change => (change.Interval, change.Kline.OpenTime)).ShouldBe([(KlineInterval.FiveMinutes, At(0)), (KlineInterval.FiveMinutes, At(5))]);
    }

    [Fact]
    public void ApplyHistory_PartIsRepaired_SummedCandlesAreRepairedToo()
    {
        Stream(0, 32);
        _changes.Clear();
        var other = _minutes[7] with { Volume = 12_345.678 };
        _book.ApplyHistory(KlineInterval.OneMinute, [other], KlineSource.Rest, _changes);

        _minutes[7] = other;
        _changes.ShouldBe(
        [
            new(KlineInterval.OneMinute, other, RingChange.Repaired),
            new(KlineInterval.FiveMinutes, RollUpOracle.Sum(At(5), _minutes[5..10]), RingChange.Repaired),
            new(KlineInterval.FifteenMinutes, RollUpOracle.Sum(At(0), _minutes[..15]), RingChange.Repaired),
        ]);
        _book.Ring(KlineInterval.OneHour).TryGet(At(0), out var hour).ShouldBeTrue();
        hour.ShouldBe(RollUpOracle.Sum(At(0), _minutes[..32]) with { Closed = false });
    }

    [Fact]
    public void ApplyHistory_PartsBeforeTheWindow_StillCompleteTheOpenCandle()
    {
        var book = new CandleBook([KlineInterval.OneMinute, KlineInterval.FourHours], capacity: 30);
        book.ApplyHistory(KlineInterval.OneMinute, _minutes.AsSpan(170, 30), KlineSource.Rest);
        book.Ring(KlineInterval.FourHours).Count.ShouldBe(0);
        book.MissingCover().ShouldBe(new KlineRange(At(0), At(198)));

        book.ApplyHistory(KlineInterval.OneMinute, _minutes.AsSpan(0, 199), KlineSource.Rest);
        book.MissingCover().ShouldBeNull();
        book.Ring(KlineInterval.FourHours).TryGet(At(0), out var open).ShouldBeTrue();
        open.ShouldBe(RollUpOracle.Sum(At(0), _minutes[..200]) with { Closed = false });
    }

    [Fact]
    public void ApplyHistory_MalformedRow_EntersNoSum()
    {
        _book.ApplyHistory(KlineInterval.OneMinute, [_minutes[0], _minutes[1] with { Volume = -1 }, _minutes[2]], KlineSource.Rest);
        _book.Ring(KlineInterval.FiveMinutes).Count.ShouldBe(0);
        _book.MissingCover().ShouldBe(new KlineRange(At(1), At(1)));
    }

    [Fact]
    public void ApplyStream_PartWithoutTrades_LeavesThePricesOfTheOthers()
    {
        var quiet = new Kline(At(0), 9, 9, 9, 9, 0, 0, 0, 0, 0, true);
        _book.ApplyStream(quiet);
        _book.Ring(KlineInterval.FiveMinutes).TryGet(At(0), out var flat);
        (flat.Open, flat.Close).ShouldBe((9, 9));
        Stream(1, 4);
        _book.Ring(KlineInterval.FiveMinutes).TryGetClosed(At(0), out var five).ShouldBeTrue();
        five.ShouldBe(RollUpOracle.Sum(At(0), _minutes[1..5]));
    }

    [Fact]
    public void ApplyStream_VolumeBeyondExactAddition_LongerCandleStaysAbsent()
    {
        _book.ApplyStream(_minutes[0] with { Volume = 1e300 });
        Stream(1, 4);
        _book.Ring(KlineInterval.FiveMinutes).PhaseOf(At(0)).ShouldBe(CandlePhase.Absent);
    }

    [Fact]
    public void MissingClosed_NothingCame_IsTheWholeWindowOrSinceListing()
    {
        var now = At(600) + 5;
        _book.MissingClosed(KlineInterval.OneMinute, now).ShouldBe([new KlineRange(At(301), At(599))]);
        _book.MissingClosed(KlineInterval.OneMinute, now, At(590) + 1).ShouldBe([new KlineRange(At(590), At(599))]);
        _book.MissingClosed(KlineInterval.OneMinute, now, At(600)).ShouldBeEmpty();
    }

    private void Stream(int first, int count)
    {
        foreach (var minute in _minutes.AsSpan(first, count))
        {
            _book.ApplyStream(minute with { Closed = false }, _changes);
            _book.ApplyStream(minute, _changes);
        }
    }
}
