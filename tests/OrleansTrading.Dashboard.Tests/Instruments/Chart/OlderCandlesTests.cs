using System.Collections.Concurrent;
using OrleansTrading.Dashboard.Instruments.Chart;
using OrleansTrading.Domain.Candles;
using OrleansTrading.TestKit;

namespace OrleansTrading.Dashboard.Tests.Instruments.Chart;

public sealed class OlderCandlesTests
{
    private const long Block = OlderCandles.BlockSize * CandleHistory.Minute;

    private static readonly long Start = CandleHistory.Minute * OlderCandles.BlockSize * 50_000;

    private readonly ManualTimeProvider _time = new();
    private readonly CandleHistory _market;
    private readonly OlderCandles _older;

    public OlderCandlesTests()
    {
        _market = new CandleHistory(_time);
        _older = new OlderCandles(_market, _time);
    }

    [Fact]
    public async Task Range_OfMoreBlocksThanAQuestionMayHave_IsRefused()
    {
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => GetAsync(Start, Start + ((OlderCandles.MostBlocks + 1) * Block)));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => GetAsync(0, Start));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => GetAsync(-Block, 0));
        _market.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Answer_IsOfWholeBlocks_AndServesAllPagesForAWhile()
    {
        var range = await GetAsync(Start + 1, Start + Block + 1);
        (range.From, range.To, range.Klines.Length).ShouldBe((Start, Start + (2 * Block), 2 * OlderCandles.BlockSize));
        await GetAsync(Start, Start + Block);
        _market.Asked.Count.ShouldBe(2);
        _time.Advance(OlderCandles.HoldsFor);
        await GetAsync(Start, Start + Block);
        _market.Asked.Count.ShouldBe(3);
    }

    [Fact]
    public async Task ManyPages_HaveAFewCallsUnderWay_AndThoseThatLeaveAskNothing()
    {
        var gate = new TaskCompletionSource();
        _market.Before = () => gate.Task;
        using var leaving = new CancellationTokenSource();
        var stays = Enumerable.Range(0, 3).Select(i => GetAsync(Start + (i * 4 * Block), Start + ((i * 4) + 4) * Block)).ToList();
        var leaves = _older.GetAsync(CandleHistory.Bitcoin, KlineInterval.OneMinute, Start + (40 * Block), Start + (44 * Block), leaving.Token);
        _market.UnderWay.ShouldBe(OlderCandles.AtOnce);
        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => leaves);
        gate.SetResult();
        await Task.WhenAll(stays).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        _market.Asked.Count.ShouldBe(12);
        _market.Asked.ShouldAllBe(query => query.StartTime < Start + (40 * Block));
    }

    [Fact]
    public async Task CallThatWasCancelledOrFailed_IsMadeAnew()
    {
        var failures = new ConcurrentQueue<Exception>([new OperationCanceledException(), new TimeoutException()]);
        _market.Before = () => failures.TryDequeue(out var failure) ? Task.FromException(failure) : Task.CompletedTask;
        await Should.ThrowAsync<OperationCanceledException>(() => GetAsync(Start, Start + Block));
        await Should.ThrowAsync<TimeoutException>(() => GetAsync(Start, Start + Block));
        (await GetAsync(Start, Start + Block)).Klines.Length.ShouldBe(OlderCandles.BlockSize);
    }

    private Task<OlderRange> GetAsync(long from, long before) =>
        _older.GetAsync(CandleHistory.Bitcoin, KlineInterval.OneMinute, from, before, TestContext.Current.CancellationToken);
}
