using OrleansTrading.Dashboard.Instruments.Chart;
using OrleansTrading.Domain.Candles;
using OrleansTrading.TestKit;

namespace OrleansTrading.Dashboard.Tests.Instruments.Chart;

public sealed class ChartCandlesTests
{
    private const long Minute = CandleHistory.Minute;

    private readonly ManualTimeProvider _time = new();
    private readonly CandleHistory _market;
    private readonly ChartCandles _candles;

    public ChartCandlesTests()
    {
        _market = new CandleHistory(_time);
        _candles = new ChartCandles(CandleHistory.Bitcoin, KlineInterval.OneMinute, new OlderCandles(_market, _time), _time);
    }

    [Theory]
    [InlineData(160)]
    [InlineData(ChartRange.Most)]
    public async Task WindowOfLastYear_IsAskedForWithItsWarmUp_AndNothingBetweenItAndNow(int count)
    {
        var end = _market.Newest - (525_600 * Minute);
        await LayAsync(end - (count * Minute), end);
        _market.Asked.Count.ShouldBeInRange(1, 4);
        ShouldBeWhole(end - ((count + ChartCandles.WarmUp) * Minute), end);
        _candles.All.Length.ShouldBeLessThanOrEqualTo(300 + (4 * OlderCandles.BlockSize));
    }

    [Fact]
    public async Task WindowBeforeAnyMarket_IsNotAskedFor_AndSaidToBeTooOld()
    {
        var range = ChartRange.Parse("1", null);
        var last = range.Last(_market.Newest, Minute);
        await LayAsync(last - ((range.Count - 1) * Minute), last + Minute);
        (_candles.IsTooOld, _candles.IsDue, _candles.Series.Length).ShouldBe((true, false, 0));
        _market.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task WindowWithinTheFramesCandles_AsksForNothing()
    {
        await LayAsync(_market.Newest - (159 * Minute), _market.Newest + Minute);
        _market.Asked.ShouldBeEmpty();
        _candles.Series.Length.ShouldBe(300);
    }

    [Fact]
    public async Task CandlesThatTheFrameLetsGo_AreNeverMissed()
    {
        var (first, end) = (_market.Newest - (500 * Minute), _market.Newest - (100 * Minute));
        for (var minute = 0; minute < 900; minute++)
        {
            await LayAsync(first, end);
            ShouldBeWhole(first, end);
            _time.Advance(TimeSpan.FromMinutes(1));
            // A frame between two loads.
            _candles.Lay(_market.Held(300), first, end);
            ShouldBeWhole(first, end);
        }

        _market.Asked.Count.ShouldBeLessThan(20);
    }

    [Fact]
    public async Task ChartThatFollowsTheNewest_HasNoHoleHoweverLongItIsOpen()
    {
        for (var minute = 0; minute < 900; minute++)
        {
            await LayAsync(_market.Newest - (499 * Minute), _market.Newest + Minute);
            ShouldBeWhole(_market.Newest - (499 * Minute), _market.Newest + Minute);
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        _market.Asked.Count.ShouldBeLessThan(60);
    }

    [Fact]
    public async Task CandlesThatDidNotCome_AreAskedForAgainAfterAPause()
    {
        var (first, end) = (_market.Newest - (900 * Minute), _market.Newest - (700 * Minute));
        _market.Before = () => Task.FromException(new TimeoutException("told to fail"));
        await Should.ThrowAsync<TimeoutException>(() => LayAsync(first, end));
        _candles.Lay(_market.Held(300), first, end);
        (_candles.HasFailed, _candles.IsDue).ShouldBe((true, false));
        _market.Before = () => Task.CompletedTask;
        _time.Advance(ChartCandles.Pause);
        await LayAsync(first, end);
        _candles.HasFailed.ShouldBeFalse();
        ShouldBeWhole(first, end);
    }

    [Fact]
    public async Task HoleAmongOlderCandles_IsGoneOnceItWasRepaired()
    {
        var (first, end) = (_market.Newest - (900 * Minute), _market.Newest - (700 * Minute));
        _market.Missing.UnionWith(Enumerable.Range(0, 30).Select(i => _market.Newest - ((800 + i) * Minute)));
        await LayAsync(first, end);
        var before = _candles.Series;
        _time.Advance(OlderCandles.HoldsFor);
        await LayAsync(first, end);
        _candles.Series.ShouldBe(before, "what is the same is not drawn again");
        _market.Missing.Clear();
        _time.Advance(OlderCandles.HoldsFor);
        await LayAsync(first, end);
        ShouldBeWhole(first, end);
        var asked = _market.Asked.Count;
        _time.Advance(OlderCandles.HoldsFor);
        await LayAsync(first, end);
        _market.Asked.Count.ShouldBe(asked, "what is whole is not asked for again");
    }

    [Fact]
    public async Task WindowMovedBackByHand_IsLoadedStepByStep()
    {
        for (var step = 0; step < 20; step++)
        {
            var end = _market.Newest - (step * 80 * Minute);
            await LayAsync(end - (160 * Minute), end);
            ShouldBeWhole(end - (160 * Minute), end);
            _candles.All.Length.ShouldBeLessThanOrEqualTo(300 + (4 * OlderCandles.BlockSize));
        }
    }

    private async Task LayAsync(long first, long end)
    {
        var held = _market.Held(300);
        _candles.Lay(held, first, end);
        if (!_candles.IsDue)
            return;
        await _candles.LoadAsync(TestContext.Current.CancellationToken);
        _candles.Lay(held, first, end);
        _candles.IsDue.ShouldBeFalse();
    }

    /// <summary>Every candle of the range is at hand, once, and no other is missing among those about it.</summary>
    private void ShouldBeWhole(long from, long end)
    {
        var series = _candles.Series;
        series[0].OpenTime.ShouldBeLessThanOrEqualTo(from);
        series[^1].OpenTime.ShouldBeGreaterThanOrEqualTo(Math.Min(end - Minute, _market.Newest));
        for (var i = 1; i < series.Length; i++)
            (series[i].OpenTime - series[i - 1].OpenTime).ShouldBe(Minute);
    }
}
