using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Streams;
using OrleansTrading.Simulator.Text;

namespace OrleansTrading.Simulator.Okx;

/// <summary>
/// One interval's running candle of a swap. It is sent when trades have changed it, and once more, confirmed, when it is over; a candle
/// without trades lies flat.
/// </summary>
internal sealed class SwapCandleFeed
{
    private readonly byte[] _head;
    private readonly OkxSwap _swap;
    private readonly VenueInterval _interval;
    private Candle _candle;
    private long _lastPrice;
    private bool _changed;

    public SwapCandleFeed(MarketStream stream, byte[] head, OkxSwap swap, long time)
    {
        (Stream, _head, _swap, _interval) = (stream, head, swap, stream.Address.Interval!);
        var open = _interval.OpenOf(time);
        var found = new List<Candle>(1);
        swap.Market.AppendCandles(_interval, open, open, 1, time, found);
        _candle = found.Count > 0 ? found[0] : Candle.Starting(_interval, open);
        if (swap.Market.TryLastTrade(time, Scratch.Trades, out var last))
            _lastPrice = last.Price;
    }

    public MarketStream Stream { get; }

    public void Take(in Trade trade, FrameSink sink)
    {
        CloseUntil(trade.Time, sink);
        _candle.Add(trade);
        _lastPrice = trade.Price;
        _changed = true;
    }

    /// <summary>Sends the running candle when it has changed since the last time, and those that are over.</summary>
    public void Push(long time, FrameSink sink)
    {
        CloseUntil(time, sink);
        if (!_changed)
            return;
        _changed = false;
        if (!Stream.IsActive)
            return;
        Write(sink.Begin());
        sink.Send(Stream);
    }

    public void Write(Utf8Buffer json) => Write(json, Shown(), isOver: false);

    private void CloseUntil(long time, FrameSink sink)
    {
        while (time > _candle.CloseTime)
        {
            var end = _candle.CloseTime + 1;
            if (_swap.Market.CloseCandle(_interval, ref _candle, _lastPrice) == ClosedCandle.Known && Stream.IsActive)
            {
                Write(sink.Begin(), _candle, isOver: true);
                sink.Send(Stream);
            }

            _candle = Candle.Starting(_interval, end);
            _changed = false;
        }
    }

    private void Write(Utf8Buffer json, in Candle candle, bool isOver)
    {
        json.Raw(_head);
        json.Raw("\"data\":["u8);
        OkxRows.Candle(json, _swap, candle, isOver);
        json.Raw("]}"u8);
    }

    private Candle Shown()
    {
        var shown = _candle;
        if (!shown.HasPrice)
            shown.StandStill(_lastPrice);
        return shown;
    }
}
