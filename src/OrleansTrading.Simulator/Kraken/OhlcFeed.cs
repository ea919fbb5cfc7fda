using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Streams;
using OrleansTrading.Simulator.Text;

namespace OrleansTrading.Simulator.Kraken;

/// <summary>
/// One interval's running candle of a pair. It is sent when trades have changed it, for the last time before the first trade of the
/// next interval; that it is over is never said, and an interval without trades has none.
/// </summary>
internal sealed class OhlcFeed
{
    private const int SnapshotCandles = 10;

    private readonly KrakenPair _pair;
    private readonly VenueInterval _interval;
    private Candle _candle;
    private bool _changed;

    public OhlcFeed(MarketStream stream, KrakenPair pair, long time)
    {
        Stream = stream;
        _pair = pair;
        _interval = stream.Address.Interval!;
        var open = _interval.OpenOf(time);
        var found = new List<Candle>(1);
        pair.Listed.Market.AppendCandles(_interval, open, open, 1, time, found);
        _candle = found.Count > 0 ? found[0] : Candle.Starting(_interval, open);
    }

    public MarketStream Stream { get; }

    public void WriteSnapshot(Utf8Buffer json, long time)
    {
        var candles = new List<Candle>(SnapshotCandles);
        _pair.Listed.Market.AppendCandles(_interval, null, time, SnapshotCandles, time, candles);
        KrakenFrames.Head(json, "ohlc"u8, snapshot: true, time);
        var written = 0;
        foreach (var candle in candles.Where(candle => candle.HasPrice))
        {
            if (written++ > 0)
            {
                json.Byte((byte)',');
            }

            KrakenFrames.Candle(json, _pair, _interval, candle);
        }

        KrakenFrames.Tail(json);
    }

    public void Take(in Trade trade, FrameSink sink)
    {
        if (trade.Time > _candle.CloseTime)
        {
            Push(_candle.CloseTime, sink);
            _candle = Candle.Starting(_interval, _interval.OpenOf(trade.Time));
        }

        _candle.Add(trade);
        _changed = true;
    }

    /// <summary>Sends the running candle when it has changed since the last time.</summary>
    public void Push(long time, FrameSink sink)
    {
        if (!_changed)
        {
            return;
        }

        _changed = false;
        if (!Stream.IsActive)
        {
            return;
        }

        var json = sink.Begin();
        KrakenFrames.Head(json, "ohlc"u8, snapshot: false, time);
        KrakenFrames.Candle(json, _pair, _interval, _candle);
        KrakenFrames.Tail(json);
        sink.Send(Stream);
    }
}
