using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.MarketData;

namespace OrleansTrading.Exchanges.Tests.Streams;

/// <summary>Counts what it is told and notes what was lost, came twice or out of order.</summary>
internal sealed class TruthSink : IMarketDataSink
{
    private const long Minute = 60_000;

    private readonly Lock _gate = new();
    private readonly List<string> _faults = [];
    private long _trade;
    private long _ticker;
    private long _depth;
    private long _mark;
    private long? _closed;

    public IReadOnlyList<string> Faults
    {
        get
        {
            lock (_gate)
                return [.. _faults];
        }
    }

    public long Trades { get; private set; }

    public long Tickers { get; private set; }

    public long Depths { get; private set; }

    public long Marks { get; private set; }

    public long ClosedCandles { get; private set; }

    public int Subscribed { get; private set; }

    public bool TryPost(in MarketEvent marketEvent)
    {
        lock (_gate)
        {
            switch (marketEvent.Kind)
            {
                case StreamKind.Trade:
                    Trades++;
                    Check(marketEvent.Id == _trade + 1, $"trade {marketEvent.Id} after {_trade}");
                    _trade = marketEvent.Id;
                    break;
                case StreamKind.BookTicker:
                    Tickers++;
                    Check(marketEvent.Id > _ticker, $"best prices {marketEvent.Id} after {_ticker}");
                    _ticker = marketEvent.Id;
                    break;
                case StreamKind.MarkPrice:
                    Marks++;
                    Check(marketEvent.EventTime > _mark, $"mark price {marketEvent.EventTime} after {_mark}");
                    _mark = marketEvent.EventTime;
                    break;
                case StreamKind.Kline when marketEvent.ToKline() is { Closed: true } candle:
                    ClosedCandles++;
                    Check(_closed is null || candle.OpenTime == _closed + Minute, $"candle {candle.OpenTime} after {_closed}");
                    _closed = candle.OpenTime;
                    break;
            }

            return true;
        }
    }

    public ValueTask WaitForRoomAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public void OnDepth(in DepthUpdate update)
    {
        lock (_gate)
        {
            Depths++;
            Check(update.PreviousFinalUpdateId == _depth, $"book update behind {update.PreviousFinalUpdateId} after {_depth}");
            _depth = update.FinalUpdateId;
        }
    }

    public void OnSubscribed(StreamKind kind)
    {
        lock (_gate)
            Subscribed++;
    }

    public void OnInterrupted(StreamKind kind)
    {
        lock (_gate)
            _faults.Add($"{kind} interrupted");
    }

    private void Check(bool holds, string otherwise)
    {
        if (!holds && _faults.Count < 20)
            _faults.Add(otherwise);
    }
}
