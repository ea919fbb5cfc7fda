using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrleansTrading.Dashboard.Feeds;
using OrleansTrading.Dashboard.Formatting;
using OrleansTrading.Dashboard.Overview;
using OrleansTrading.Dashboard.Tests.Browser;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.TestKit;

namespace OrleansTrading.Dashboard.Tests.Overview;

public sealed class OverviewFeedTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly InstrumentId Bitcoin = InstrumentId.Parse("binance:BTCUSDT");
    private static readonly InstrumentId Ether = InstrumentId.Parse("binance:ETHUSDT");

    private readonly ManualTimeProvider _time = new();
    private readonly DashboardOptions _options = new();
    private readonly FakeMarket _market;
    private readonly OverviewFeed _feed;
    private readonly IFeedSubscription<OverviewFrame> _page;

    public OverviewFeedTests()
    {
        _market = new FakeMarket(_time);
        _market.Add(Bitcoin.ToString(), 67_000);
        _market.Add(Ether.ToString(), 3_400);
        _feed = new OverviewFeed(_market, new Prices(new FakeRules(), _time, NullLogger<Prices>.Instance), Options.Create(_options), _time, NullLogger<OverviewFeed>.Instance);
        _page = _feed.Subscribe();
    }

    public void Dispose()
    {
        _page.Dispose();
        _feed.Dispose();
    }

    [Fact]
    public async Task Frame_HasEveryInstrumentInTheOrderOfTheWatchlist()
    {
        var frame = await NextAsync();
        frame.Rows.Select(row => row.Id).ShouldBe([Bitcoin, Ether]);
        frame.Rows.ShouldAllBe(row => row.IsAnswering && row.Snapshot!.LastPrice > 0);
        (frame.Summary.Instruments, frame.Summary.LiveInstruments, frame.Summary.IsSimulated).ShouldBe((2, 2, true));
        (frame.Summary.Streams[(int)StreamState.Live], frame.Summary.Freshness[(int)Freshness.Fresh]).ShouldBe((8, 2));
    }

    [Fact]
    public async Task FailingSymbol_KeepsItsLastRowAndIsMarked_TheOtherGoesOn()
    {
        var before = await NextAsync();
        _market.Failing[Ether] = true;
        var after = await AfterAsync(_options.RefreshInterval);
        after.Rows[0].IsAnswering.ShouldBeTrue();
        after.Rows[0].Snapshot.ShouldNotBe(before.Rows[0].Snapshot);
        after.Rows[1].IsAnswering.ShouldBeFalse();
        after.Rows[1].Snapshot.ShouldBeSameAs(before.Rows[1].Snapshot);
        after.Rows[1].DataAge.ShouldBe(before.Rows[1].DataAge + _options.RefreshInterval);
        (after.Summary.LiveInstruments, after.Summary.NotAnswering).ShouldBe((1, 1));
        after.Summary.Streams[(int)StreamState.Live].ShouldBe(before.Summary.Streams[(int)StreamState.Live] / 2);
        (after.Summary.Freshness[(int)Freshness.Fresh], after.Summary.Freshness[(int)Freshness.Stale]).ShouldBe((1, 1));

        _market.Failing.Clear();
        (await AfterAsync(_options.RefreshInterval)).Rows[1].IsAnswering.ShouldBeTrue();
    }

    [Fact]
    public async Task HangingSymbol_DelaysAFrameByItsBudgetOnly_AndIsMarkedOnceItIsTooLate()
    {
        await NextAsync();
        _market.Hanging[Ether] = new TaskCompletionSource();
        var frame = await AfterHangAsync();
        frame.Rows[1].IsAnswering.ShouldBeTrue();
        while (frame.Rows[1].SinceAnswer < _options.CallTimeout)
            frame = await AfterHangAsync();
        frame.Rows[0].IsAnswering.ShouldBeTrue();
        frame.Rows[1].IsAnswering.ShouldBeFalse();
    }

    [Fact]
    public async Task FailingWatchlist_LeavesTheInstrumentsAndIsTold()
    {
        await NextAsync();
        _market.WatchlistFails = true;
        var frame = await AfterAsync(_options.RefreshInterval);
        frame.WatchlistFailed.ShouldBeTrue();
        frame.Rows.Select(row => row.Id).ShouldBe([Bitcoin, Ether]);
        frame.Rows.ShouldAllBe(row => row.IsAnswering);
    }

    [Fact]
    public async Task Instrument_TakenOffTheWatchlist_LeavesTheFrame()
    {
        await NextAsync();
        _market.Listed = [Ether];
        (await AfterAsync(_options.RefreshInterval)).Rows.ShouldHaveSingleItem().Id.ShouldBe(Ether);
    }

    private Task<OverviewFrame> NextAsync() => _page.NextAsync(CancellationToken.None).AsTask().WaitAsync(Patience);

    private async Task<OverviewFrame> AfterAsync(TimeSpan time)
    {
        await _time.WhenArmedAsync(1).WaitAsync(Patience);
        _time.Advance(time);
        return await NextAsync();
    }

    /// <summary>One frame more while a symbol hangs: the interval, then the frame's budget.</summary>
    private async Task<OverviewFrame> AfterHangAsync()
    {
        var next = _page.NextAsync(CancellationToken.None).AsTask();
        var deadline = _time.GetUtcNow() + TimeSpan.FromSeconds(1);
        while (!next.IsCompleted && _time.GetUtcNow() < deadline)
        {
            // Between two steps the loop runs to its next wait: the interval's, or the call's and the budget's.
            await _time.WhenArmedAsync(1).WaitAsync(Patience);
            _time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }

        return await next.WaitAsync(Patience);
    }
}
