using System.Collections.Concurrent;
using System.Collections.Immutable;
using OrleansTrading.Contracts.Books;
using OrleansTrading.Contracts.Flow;
using OrleansTrading.Contracts.Streams;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Dashboard.Feeds;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Dashboard.Tests.Instruments.Chart;

/// <summary>A market with a candle for every minute of years, the newest open; and every question that was asked of it.</summary>
internal sealed class CandleHistory(TimeProvider time) : IMarketReader
{
    public const long Minute = 60_000;

    public static readonly InstrumentId Bitcoin = InstrumentId.Parse("binance:BTCUSDT");

    private int _underWay;

    public ConcurrentQueue<KlineQuery> Asked { get; } = new();

    /// <summary>What an answer waits for.</summary>
    public Func<Task> Before { get; set; } = () => Task.CompletedTask;

    /// <summary>Open times of candles that answers lack.</summary>
    public HashSet<long> Missing { get; } = [];

    /// <summary>Questions that are not answered.</summary>
    public int UnderWay => _underWay;

    public long Newest => KlineInterval.OneMinute.OpenTimeOf(time.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>The newest candles, as every frame has them.</summary>
    public ImmutableArray<Kline> Held(int count) => Klines(Newest - ((count - 1) * Minute), Newest);

    public async Task<KlineSeries> GetKlinesAsync(InstrumentId instrument, KlineQuery query)
    {
        Asked.Enqueue(query);
        Interlocked.Increment(ref _underWay);
        try
        {
            await Before();
            return new KlineSeries(instrument, query.Interval, [.. Klines(query.StartTime!.Value, Math.Min(query.EndTime!.Value, Newest)).Where(kline => !Missing.Contains(kline.OpenTime))]);
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }

    public Task<IReadOnlyList<InstrumentId>> GetInstrumentsAsync() => throw new NotSupportedException();

    public Task<InstrumentSnapshot> GetSnapshotAsync(InstrumentId instrument) => throw new NotSupportedException();

    public Task<CandleStatus> GetCandleStatusAsync(InstrumentId instrument) => throw new NotSupportedException();

    public Task<OrderBookView> GetBookAsync(InstrumentId instrument, int levels) => throw new NotSupportedException();

    public Task<OrderFlowSeries> GetOrderFlowAsync(InstrumentId instrument, int seconds) => throw new NotSupportedException();

    public Task<StreamHistory> GetStreamHistoryAsync(InstrumentId instrument, long from, long to) => throw new NotSupportedException();

    private ImmutableArray<Kline> Klines(long from, long to)
    {
        var newest = Newest;
        var klines = ImmutableArray.CreateBuilder<Kline>();
        for (var open = from; open <= to; open += Minute)
        {
            var close = 100 + (10 * Math.Sin(open / Minute / 20.0));
            klines.Add(new Kline(open, close, close + 1, close - 1, close, 5, 500, 2, 200, 10, open < newest));
        }

        return klines.ToImmutable();
    }
}
