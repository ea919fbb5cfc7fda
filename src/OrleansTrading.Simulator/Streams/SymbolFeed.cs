using OrleansTrading.Simulator.Kraken;
using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Okx;

namespace OrleansTrading.Simulator.Streams;

/// <summary>
/// Produces a symbol's streams step by step. A step takes in the trades since the step before, closes the candles
/// that ended, and then looks at the book, the candles and the tickers. The engine calls it from one thread at a time.
/// </summary>
internal sealed class SymbolFeed(ListedSymbol listed, ListedSymbol pairListed, ListedSymbol swapListed, OkxSwap? swap, FrameSink sink)
{
    // Steps between two pushes of a kline, a quarter of a second of the ordinary step.
    private const long KlineSteps = 5;

    private readonly TradeBlock _block = new();
    private readonly DepthFeed _depth = new(listed);
    private readonly PairFeed _pair = new(pairListed, sink);
    private readonly SwapFeed? _swap = swap is null ? null : new SwapFeed(swap, sink);
    private readonly long _step = listed.Market.StepMilliseconds;

    private volatile MarketStream[] _streams = [];
    private KlineFeed[] _klines = [];
    private MarketStream[] _planned = [];
    private MarketStream? _aggTrade;
    private MarketStream? _trade;
    private MarketStream? _bookTicker;
    private bool _running;
    private long _bucket;
    private long _bucketEnd;
    private int _version;
    private int _position;
    private Trade _last;
    private bool _hasLast;
    private BookTicker _shown;

    public ListedSymbol Listed { get; } = listed;

    public void Attach(MarketStream stream)
    {
        if (stream.Address.Path == ListenPath.V2)
        {
            _pair.Attach(stream);
            return;
        }

        if (stream.Address.Path > ListenPath.V2)
        {
            _swap?.Attach(stream);
            return;
        }

        lock (_block)
        {
            _streams = [.. _streams, stream];
        }
    }

    /// <summary>True when somebody listens; the caller then calls <see cref="Step"/> for every step from here on.</summary>
    public bool IsActive => Array.Exists(_streams, stream => stream.IsActive) || _pair.IsActive || _swap is { IsActive: true };

    /// <summary>Forgets where it was: the next step starts afresh at its own time.</summary>
    public void Rest() => _running = false;

    /// <summary>Produces what happened in (<paramref name="time"/> - step, <paramref name="time"/>].</summary>
    public void Step(long time)
    {
        if (!_running)
        {
            Start(time - _step);
        }

        Plan(time - _step);
        _pair.Begin(time - _step, At(pairListed, _last), _hasLast);
        _swap?.Begin(time - _step, At(swapListed, _last), _hasLast);
        TakeTrades(time);
        CloseCandles(time);
        var step = time / _step;
        if (step % KlineSteps == 0)
        {
            PushKlines(time);
        }

        if (_bookTicker is { IsActive: true })
        {
            LookAtTop(step, time);
        }

        foreach (var stream in _planned)
        {
            if (stream.IsActive)
            {
                Periodic(stream, step, time);
            }
        }

        _pair.End(step, time, At(pairListed, _last), _hasLast);
        _swap?.End(step, time, At(swapListed, _last), _hasLast);
    }

    private void Start(long time)
    {
        _running = true;
        _shown = default;
        _pair.Restart();
        _swap?.Restart();
        _klines = [];
        _planned = [];
        _aggTrade = _trade = _bookTicker = null;
        _hasLast = Listed.Market.TryLastTrade(time, _block, out _last);
        EnterBucket(Listed.Market.Bucket.OpenOf(time));
        _position = _block.CountUntil(time);
    }

    // Streams that have come since the last step. A kline joins with the candle as it stands.
    private void Plan(long time)
    {
        var streams = _streams;
        var known = _klines.Length + _planned.Length + (_aggTrade is null ? 0 : 1) + (_trade is null ? 0 : 1) + (_bookTicker is null ? 0 : 1);
        if (known == streams.Length)
        {
            return;
        }

        _aggTrade = Array.Find(streams, stream => stream.Kind == StreamKind.AggTrade);
        _trade = Array.Find(streams, stream => stream.Kind == StreamKind.Trade);
        _bookTicker = Array.Find(streams, stream => stream.Kind == StreamKind.BookTicker);
        var klines = Array.FindAll(streams, stream => stream.Kind == StreamKind.Kline);
        _klines = [.. klines.Select(stream => Array.Find(_klines, kline => kline.Stream == stream) ?? new KlineFeed(stream, Listed.Market, time))];
        _planned = Array.FindAll(streams, stream => stream.Kind is not (StreamKind.AggTrade or StreamKind.Trade or StreamKind.BookTicker or StreamKind.Kline));
    }

    private void TakeTrades(long time)
    {
        if (_version != Listed.Market.Version)
        {
            // The trades ahead are others now; as many, at the same times.
            FillBucket();
        }

        while (true)
        {
            while (_position < _block.Count && _block[_position].Time <= time)
            {
                Take(_block[_position++], time);
            }

            if (time < _bucketEnd || _bucketEnd >= Listed.Market.EndTime)
            {
                return;
            }

            EnterBucket(_bucketEnd);
        }
    }

    private void EnterBucket(long open)
    {
        _bucket = open;
        _bucketEnd = Listed.Market.Bucket.Next(open);
        _position = 0;
        FillBucket();
    }

    private void FillBucket()
    {
        _version = Listed.Market.Version;
        Listed.Market.FillTrades(_bucket, _block);
    }

    /// <summary>The trade as another venue has it.</summary>
    private Trade At(ListedSymbol other, in Trade trade) => Listed.Market is ShiftedSymbolMarket market ? market.At(other.Market, trade) : trade;

    private void Take(in Trade trade, long time)
    {
        CloseCandles(trade.Time);
        foreach (var kline in _klines)
        {
            kline.Take(trade);
        }

        _pair.Take(At(pairListed, trade));
        _swap?.Take(At(swapListed, trade));
        _last = trade;
        _hasLast = true;
        var eventTime = Math.Min(time, trade.Time + 2 + (trade.AggregateId & 7));
        if (_aggTrade is { IsActive: true } aggregate)
        {
            FrameWriter.AggTrade(sink.Begin(), Listed.Spec, trade, eventTime);
            sink.Send(aggregate);
        }

        if (_trade is { IsActive: true } single)
        {
            FrameWriter.Trade(sink.Begin(), Listed.Spec, trade, eventTime);
            sink.Send(single);
        }
    }

    private void CloseCandles(long time)
    {
        foreach (var kline in _klines)
        {
            kline.CloseUntil(time, sink);
        }
    }

    private void PushKlines(long time)
    {
        foreach (var kline in _klines)
        {
            kline.Push(time, sink);
        }
    }

    private void LookAtTop(long step, long time)
    {
        if (!_hasLast)
        {
            return;
        }

        var ticker = BookTicker.At(Listed.Book, Listed.Book.TopAt(step, _last), time);
        if (!ticker.ShowsSameAs(_shown))
        {
            _shown = ticker;
            FrameWriter.BookTicker(sink.Begin(), Listed.Spec, ticker);
            sink.Send(_bookTicker!);
        }
    }

    private void Periodic(MarketStream stream, long step, long time)
    {
        switch (stream.Kind)
        {
            case StreamKind.Depth or StreamKind.PartialDepth when Due(stream.Address.Milliseconds, step) is > 0 and var steps && _hasLast:
                _depth.Write(sink.Begin(), stream.Address, step, steps, _block, _last);
                sink.Send(stream);
                break;
            case StreamKind.MarkPrice when Due(stream.Address.Milliseconds, step) > 0:
                FrameWriter.MarkPrice(sink.Begin(), Listed, time);
                sink.Send(stream);
                break;
            case StreamKind.Ticker when Due(1_000, step) > 0 && _hasLast:
                TickerWriter.Ticker(sink.Begin(), Listed, time);
                sink.Send(stream);
                break;
            case StreamKind.MiniTicker when Due(1_000, step) > 0 && _hasLast:
                TickerWriter.MiniTicker(sink.Begin(), Listed, time);
                sink.Send(stream);
                break;
            case StreamKind.ForceOrder when Listed.Liquidations.IsAt(step) && _hasLast:
                FrameWriter.ForceOrder(sink.Begin(), Listed.Spec, _last, time);
                sink.Send(stream);
                break;
        }
    }

    // The period in steps when it ends at this step, else 0.
    private long Due(long milliseconds, long step)
    {
        var steps = Math.Max(1, milliseconds / _step);
        return step % steps == 0 ? steps : 0;
    }
}
