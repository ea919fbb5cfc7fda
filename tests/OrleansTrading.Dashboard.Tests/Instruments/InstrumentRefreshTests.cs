using Microsoft.Extensions.Logging.Abstractions;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Dashboard.Instruments;
using OrleansTrading.Dashboard.Tests.Browser;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.TestKit;

namespace OrleansTrading.Dashboard.Tests.Instruments;

public sealed class InstrumentRefreshTests
{
    private static readonly InstrumentId Bitcoin = InstrumentId.Parse("binance:BTCUSDT");

    private readonly ManualTimeProvider _time = new();
    private readonly FakeMarket _market;
    private readonly InstrumentRefresh _refresh;

    public InstrumentRefreshTests()
    {
        _market = new FakeMarket(_time);
        _market.Add(Bitcoin.ToString(), 67_000);
        _refresh = Refresh(Bitcoin);
    }

    [Fact]
    public async Task FirstFrame_HasEverything()
    {
        var frame = await NextAsync(null);
        (frame.Standing, frame.Klines.Length, frame.SnapshotFailed, frame.KlinesFailed).ShouldBe((Standing.Followed, 300, false, false));
        frame.Snapshot!.Id.ShouldBe(Bitcoin);
        frame.Candles!.Intervals.Length.ShouldBe(4);
    }

    [Fact]
    public async Task NextFrame_FollowsTheOpenCandleAndTheNewOne()
    {
        var first = await NextAsync(null);
        _time.Advance(TimeSpan.FromMinutes(1) / 4);
        var second = await NextAsync(first);
        _time.Advance(TimeSpan.FromMinutes(1));
        var third = await NextAsync(second);
        second.Klines[^1].Volume.ShouldBeGreaterThan(first.Klines[^1].Volume);
        third.Klines.Length.ShouldBe(300);
        third.Klines[^1].OpenTime.ShouldBe(first.Klines[^1].OpenTime + 60_000);
        third.Klines[^2].Closed.ShouldBeTrue();
    }

    [Fact]
    public async Task CandlesAfterALongAbsence_AreAskedForAsAWhole()
    {
        var frame = await NextAsync(null);
        _time.Advance(TimeSpan.FromMinutes(10));
        frame = await NextAsync(frame);
        frame.Klines[^1].OpenTime.ShouldBe(KlineInterval.OneMinute.OpenTimeOf(_time.GetUtcNow().ToUnixTimeMilliseconds()));
        frame.Klines.Zip(frame.Klines.Skip(1)).ShouldAllBe(pair => pair.Second.OpenTime - pair.First.OpenTime == 60_000);
    }

    [Fact]
    public async Task FailingInstrument_KeepsItsLastFrameAndIsMarked()
    {
        var first = await NextAsync(null);
        _market.Failing[Bitcoin] = true;
        _time.Advance(TimeSpan.FromSeconds(5));
        var second = await NextAsync(first);
        (second.SnapshotFailed, second.KlinesFailed).ShouldBe((true, true));
        second.Snapshot.ShouldBeSameAs(first.Snapshot);
        second.DataAge.ShouldBe(first.DataAge + TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task InstrumentThatIsNotListed_IsNotFollowed_AndItsGrainIsLeftAlone()
    {
        var refresh = Refresh(InstrumentId.Parse("binance:NONEUSDT"));
        var frame = await refresh.RefreshAsync(null, TestContext.Current.CancellationToken);
        (frame.Standing, frame.SnapshotFailed, frame.Snapshot).ShouldBe((Standing.NotFollowed, false, default(InstrumentSnapshot)));
    }

    [Fact]
    public async Task EmptyWatchlist_SaysNothingAboutAnInstrument()
    {
        _market.Listed = [];
        (await NextAsync(null)).Standing.ShouldBe(Standing.Unknown);
    }

    private Task<InstrumentFrame> NextAsync(InstrumentFrame? last) => _refresh.RefreshAsync(last, TestContext.Current.CancellationToken);

    private InstrumentRefresh Refresh(InstrumentId id) => new(id, KlineInterval.OneMinute, _market, new FakeGaps(), new FakeMarks(_market, _time), new DashboardOptions(), _time, NullLogger.Instance);
}
