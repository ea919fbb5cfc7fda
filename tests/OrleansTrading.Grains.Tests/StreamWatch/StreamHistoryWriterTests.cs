using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Grains.StreamWatch;
using OrleansTrading.Storage.Memory;
using OrleansTrading.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace OrleansTrading.Grains.Tests.StreamWatch;

public sealed class StreamHistoryWriterTests : IAsyncDisposable
{
    private static readonly InstrumentId Bitcoin = InstrumentId.Parse("fake:BTCUSDT");
    private static readonly InstrumentId Ether = InstrumentId.Parse("fake:ETHUSDT");
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly ManualTimeProvider _time = new();
    private readonly FailingHistoryStore _store = new(new MemoryStreamHistoryStore());
    private readonly StreamHistoryWriter _writer;

    public StreamHistoryWriterTests() => _writer = new StreamHistoryWriter(_store, _time, NullLogger<StreamHistoryWriter>.Instance);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    [Fact]
    public async Task Add_ManyChanges_AreWrittenInOneBatchAMomentLater()
    {
        for (var i = 0; i < 100; i++)
            _writer.Add([Change(i), Change(i, Ether)]);
        _store.Batches.ShouldBeEmpty();
        _writer.WaitingOf(Ether).Length.ShouldBe(100);

        _time.Advance(StreamHistoryWriter.Delay);
        await WrittenAsync(200);

        _store.Batches.ShouldBe([200]);
        _writer.Waiting.ShouldBe(0);
        (await _store.ListAsync(Bitcoin, null, 0, long.MaxValue, 999, Token)).Count.ShouldBe(100);
    }

    [Fact]
    public async Task Add_MoreThanABatch_GoesInSeveral()
    {
        _writer.Add([.. Enumerable.Range(0, StreamHistoryWriter.LargestBatch + 5).Select(i => Change(i))]);
        _time.Advance(StreamHistoryWriter.Delay);
        await WrittenAsync(StreamHistoryWriter.LargestBatch + 5);
        _store.Batches.ShouldBe([StreamHistoryWriter.LargestBatch, 5]);
    }

    [Fact]
    public async Task Write_StoreFails_KeepsAndTriesAgainAtGrowingDistance()
    {
        _store.IsFull = true;
        _writer.Add([Change(1)]);
        _time.Advance(StreamHistoryWriter.Delay);
        await _store.FailedAsync(1, Limit);
        await _time.WhenArmedAsync(1).WaitAsync(Limit, Token);
        _writer.Add([Change(2)]);

        _time.Advance(TimeSpan.FromSeconds(1));
        await _store.FailedAsync(2, Limit);
        await _time.WhenArmedAsync(1).WaitAsync(Limit, Token);
        _time.Advance(TimeSpan.FromSeconds(1.9));
        _store.Failures.ShouldBe(2, "the second distance is 2 s");
        _store.IsFull = false;
        _time.Advance(TimeSpan.FromSeconds(0.2));
        await WrittenAsync(2);

        _store.Batches.ShouldBe([2]);
        _writer.Dropped.ShouldBe(0);
    }

    [Fact]
    public async Task Add_StoreIsAwayForLong_KeepsTheNewestAndCountsTheRest()
    {
        _store.IsFull = true;
        for (var i = 0; i < StreamHistoryWriter.Capacity + 1000; i += 100)
            _writer.Add([.. Enumerable.Range(i, 100).Select(at => Change(at))]);
        _writer.Waiting.ShouldBe(StreamHistoryWriter.Capacity);
        _writer.Dropped.ShouldBe(1000);
        _store.IsFull = false;
        _time.Advance(StreamHistoryWriter.Delay);
        await WrittenAsync(StreamHistoryWriter.Capacity);
        (await _store.ListAsync(Bitcoin, null, 0, long.MaxValue, int.MaxValue, Token))[0].At.ShouldBe(1000);
    }

    [Fact]
    public async Task Dispose_WithChangesWaiting_WritesThem()
    {
        _writer.Add([Change(1)]);
        await _writer.DisposeAsync();
        _store.Batches.ShouldBe([1]);
        _writer.Add([Change(2)]);
        _writer.Waiting.ShouldBe(0);
    }

    [Fact]
    public async Task Dispose_StoreFails_EndsAllTheSame()
    {
        _store.IsFull = true;
        _writer.Add([Change(1)]);
        await _writer.DisposeAsync().AsTask().WaitAsync(Limit, Token);
        _writer.Waiting.ShouldBe(1);
    }

    private static StreamTransition Change(long at, InstrumentId? instrument = null) =>
        new(instrument ?? Bitcoin, StreamKind.Trade, at, StreamState.Waiting, StreamState.Live, null);

    private Task WrittenAsync(long count) => Eventually.TrueAsync(() => Task.FromResult(_writer.Written == count && _writer.Waiting == 0), Limit);
}
