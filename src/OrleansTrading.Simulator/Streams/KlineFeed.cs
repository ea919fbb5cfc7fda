using OrleansTrading.Simulator.Market;

namespace OrleansTrading.Simulator.Streams;

/// <summary>One interval's running candle of a symbol.</summary>
internal sealed class KlineFeed
{
    private readonly SymbolMarket _market;
    private readonly VenueInterval _interval;
    private Candle _candle;
    private long _lastPrice;
    private bool _changed;

    public KlineFeed(MarketStream stream, SymbolMarket market, long time)
    {
        Stream = stream;
        _market = market;
        _interval = stream.Address.Interval!;
        var open = _interval.OpenOf(time);
        var found = new List<Candle>(1);
        market.AppendCandles(_interval, open, open, 1, time, found);
        _candle = found.Count > 0 ? found[0] : Candle.Starting(_interval, open);
    }

    public MarketStream Stream { get; }

    public void Take(in Trade trade)
    {
        _candle.Add(trade);
        _changed = true;
    }

    /// <summary>Sends the closing frame of every candle that ended before <paramref name="time"/>.</summary>
    public void CloseUntil(long time, FrameSink sink)
    {
        while (time > _candle.CloseTime)
        {
            var end = _candle.CloseTime + 1;
            if (_market.CloseCandle(_interval, ref _candle, _lastPrice) == ClosedCandle.Known)
            {
                _lastPrice = _candle.Close;
                if (Stream.IsActive)
                {
                    FrameWriter.Kline(sink.Begin(), _market.Spec, _interval, _candle, closed: true, end);
                    sink.Send(Stream);
                }
            }

            _candle = Candle.Starting(_interval, end);
            _changed = false;
        }
    }

    /// <summary>Sends the running candle when it has changed since the last time.</summary>
    public void Push(long time, FrameSink sink)
    {
        if (_changed && Stream.IsActive)
        {
            _changed = false;
            FrameWriter.Kline(sink.Begin(), _market.Spec, _interval, _candle, closed: false, time);
            sink.Send(Stream);
        }
    }
}
