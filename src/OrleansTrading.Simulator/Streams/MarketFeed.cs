using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Text;

namespace OrleansTrading.Simulator.Streams;

/// <summary>The streams that carry all symbols: arrays of mark prices and tickers, and every book ticker.</summary>
internal sealed class MarketFeed(SimulatorMarket market, FrameSink sink)
{
    private const long Second = 1_000;

    private volatile MarketStream[] _streams = [];
    private long _done = long.MinValue;

    public bool IsActive => Array.Exists(_streams, stream => stream.IsActive);

    public void Attach(MarketStream stream)
    {
        lock (sink)
        {
            _streams = [.. _streams, stream];
        }
    }

    /// <summary>Sends what is due at the whole seconds up to <paramref name="time"/>.</summary>
    public void Until(long time, IReadOnlyList<SymbolFeed> feeds)
    {
        var second = time / Second * Second;
        if (second <= _done)
        {
            return;
        }

        _done = second;
        foreach (var stream in _streams)
        {
            if (stream.IsActive && second % Math.Max(Second, stream.Address.Milliseconds) == 0)
            {
                Send(stream, second, feeds);
            }
        }
    }

    private void Send(MarketStream stream, long time, IReadOnlyList<SymbolFeed> feeds)
    {
        switch (stream.Kind)
        {
            case StreamKind.AllMarkPrice:
                SendArray(stream, time, FrameWriter.MarkPrice);
                break;
            case StreamKind.AllTicker:
                SendArray(stream, time, TickerWriter.Ticker);
                break;
            case StreamKind.AllMiniTicker:
                SendArray(stream, time, TickerWriter.MiniTicker);
                break;
            case StreamKind.AllBookTicker:
                SendBookTickers(stream, time);
                break;
            case StreamKind.AllForceOrder:
                SendLiquidations(stream, time, feeds);
                break;
        }
    }

    private void SendArray(MarketStream stream, long time, Action<Utf8Buffer, ListedSymbol, long> write)
    {
        var json = sink.Begin();
        json.Byte((byte)'[');
        foreach (var listed in market.Listed)
        {
            if (time < listed.Market.FirstTime)
            {
                continue;
            }

            if (json.Length > 1)
            {
                json.Byte((byte)',');
            }

            write(json, listed, time);
        }

        json.Byte((byte)']');
        sink.Send(stream);
    }

    private void SendBookTickers(MarketStream stream, long time)
    {
        foreach (var listed in market.Listed)
        {
            if (listed.TryTop(time, out var top))
            {
                FrameWriter.BookTicker(sink.Begin(), listed.Spec, BookTicker.At(listed.Book, top, time));
                sink.Send(stream);
            }
        }
    }

    private void SendLiquidations(MarketStream stream, long time, IReadOnlyList<SymbolFeed> feeds)
    {
        foreach (var feed in feeds)
        {
            if (feed.Listed.Liquidations.IsAt(time / feed.Listed.Market.StepMilliseconds)
                && feed.Listed.Market.TryLastTrade(time, Scratch.Trades, out var last))
            {
                FrameWriter.ForceOrder(sink.Begin(), feed.Listed.Spec, last, time);
                sink.Send(stream);
            }
        }
    }
}
