using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Grains.MarketData;
using OrleansTrading.Grains.Symbols;
using OrleansTrading.Grains.Tests.Fakes;
using OrleansTrading.Storage;

namespace OrleansTrading.Grains.Tests.Symbols;

public sealed class CandleKeeperTests
{
    private const long Minute = MadeUpMarket.Minute;
    private const long Start = 1_767_225_600_000;

    private static readonly InstrumentId Instrument = new("fake", "BTCUSDT");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SaveAsync_WhileAnotherIsUnderWay_EachCandleIsWrittenOnceAndNoneIsLost(bool firstFails)
    {
        var venue = new FakeVenue(Start + 30_000);
        var store = new SlowStore();
        using var hub = new MarketDataHub([venue], Options.Create(new MarketOptions()), TimeProvider.System);
        using var metrics = new MarketMetrics();
        var keeper = new CandleKeeper(
            Instrument, new CandleBook([KlineInterval.OneMinute], 60), store, hub, new MarketOptions(), metrics, NullLogger.Instance);
        Close(-3);
        Close(-2);
        var first = keeper.SaveAsync(Token);
        Close(-1);
        var second = keeper.SaveAsync(Token);

        store.Writes[1].SetResult();
        (await second).ShouldBeTrue();
        if (firstFails)
            store.Writes[0].SetException(new IOException("made up"));
        else
            store.Writes[0].SetResult();

        (await first).ShouldBe(!firstFails);
        keeper.Unsaved.ShouldBe(firstFails ? 2 : 0);
        store.Batches.ShouldBe([[-3, -2], [-1]]);

        void Close(int minute) => keeper.OnStream(venue.Market.Base(Start + (minute * Minute), venue.Now)).ShouldBe(RingChange.Closed);
    }

    /// <summary>Each write waits to be told how it ends.</summary>
    private sealed class SlowStore : IMarketStore
    {
        public List<TaskCompletionSource> Writes { get; } = [];

        public List<long[]> Batches { get; } = [];

        public Task SaveKlinesAsync(InstrumentId instrument, KlineInterval interval, IReadOnlyList<Kline> klines, CancellationToken cancellationToken)
        {
            Batches.Add([.. klines.Select(kline => (kline.OpenTime - Start) / Minute)]);
            Writes.Add(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            return Writes[^1].Task;
        }

        public Task<IReadOnlyList<Kline>> ReadKlinesAsync(
            InstrumentId instrument, KlineInterval interval, long from, long to, int limit, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<Kline>>([]);

        public Task<IReadOnlyList<Kline>> ReadLatestKlinesAsync(
            InstrumentId instrument, KlineInterval interval, int count, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<Kline>>([]);

        public Task<IReadOnlyList<StoredSeries>> ListSeriesAsync(CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<StoredSeries>>([]);
    }
}
