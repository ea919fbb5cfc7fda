using System.Text;
using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Streams;
using OrleansTrading.Simulator.Text;

namespace OrleansTrading.Simulator.Okx;

/// <summary>
/// Produces a swap's streams step by step, beside those of its symbol. Who subscribes is told first how things stood at the step
/// before, and from then on gets what the others get.
/// </summary>
internal sealed class SwapFeed(OkxSwap swap, FrameSink sink)
{
    private const long BookMilliseconds = 100;
    private const long MarkMilliseconds = 500;
    private const long SecondMilliseconds = 1_000;
    private const long FundingMilliseconds = 60_000;

    private readonly List<Trade> _trades = [];
    private readonly Dictionary<MarketStream, byte[]> _heads = [];
    private readonly long _step = swap.Market.StepMilliseconds;
    private volatile MarketStream[] _streams = [];
    private MarketStream[] _planned = [];
    private SwapCandleFeed[] _candles = [];
    private SwapBookFeed? _book;
    private BookTicker _shown;

    public bool IsActive => Array.Exists(_streams, stream => stream.IsActive);

    public void Attach(MarketStream stream)
    {
        lock (_trades)
        {
            _streams = [.. _streams, stream];
        }
    }

    /// <summary>Forgets where it was.</summary>
    public void Restart()
    {
        (_planned, _candles, _book, _shown) = ([], [], null, default);
        _trades.Clear();
    }

    /// <summary>A step begins: <paramref name="time"/> is the end of the one before, and <paramref name="last"/> the symbol's last trade until then.</summary>
    public void Begin(long time, in Trade last, bool hasLast)
    {
        if (!hasLast)
            return;
        var streams = _streams;
        if (streams.Length != _planned.Length)
            Plan(streams, time, last);
        foreach (var stream in streams)
        {
            foreach (var newcomer in stream.Newcomers)
            {
                WriteFirst(stream, time, swap.Market.Shift(last));
                sink.Greet(stream, newcomer);
            }
        }
    }

    /// <param name="trade">The symbol's.</param>
    public void Take(in Trade trade)
    {
        if (_planned.Length == 0)
            return;
        var shifted = swap.Market.Shift(trade);
        _trades.Add(shifted);
        foreach (var candle in _candles)
            candle.Take(shifted, sink);
    }

    public void End(long step, long time, in Trade last, bool hasLast)
    {
        if (_planned.Length == 0 || !hasLast)
            return;
        foreach (var candle in _candles)
            candle.Push(time, sink);
        var top = swap.Listed.Book.TopAt(step, swap.Market.Shift(last));
        foreach (var stream in _planned)
        {
            if (stream.IsActive)
                Send(stream, step, time, top);
        }

        _trades.Clear();
    }

    private void Plan(MarketStream[] streams, long time, in Trade last)
    {
        _candles = [.. streams.Where(stream => stream.Kind == StreamKind.OkxCandle)
            .Select(stream => Array.Find(_candles, known => known.Stream == stream) ?? new SwapCandleFeed(stream, HeadOf(stream), swap, time))];
        if (_book is null && Array.Find(streams, stream => stream.Kind == StreamKind.OkxBook) is { } book)
        {
            _book = new SwapBookFeed(book, HeadOf(book), swap);
            _book.Look(TopAt(time, swap.Market.Shift(last)), time);
        }

        _planned = streams;
    }

    private void WriteFirst(MarketStream stream, long time, in Trade last)
    {
        switch (stream.Kind)
        {
            case StreamKind.OkxCandle:
                sink.Begin();
                Array.Find(_candles, candle => candle.Stream == stream)!.Write(sink.Json);
                break;
            case StreamKind.OkxBook:
                // Who is alone gets the book as it is; others follow it already, and who joins them must start where they are.
                if (stream.Subscribers.Length == 0)
                    _book!.Look(TopAt(time, last), time);
                sink.Begin();
                _book!.WriteSnapshot(sink.Json);
                break;
            case StreamKind.OkxTrades or StreamKind.OkxAllTrades:
                Write(stream, json => OkxRows.Trade(json, swap, TradeQueries.Latest(swap.Market, time, 1)[0], stream.Kind == StreamKind.OkxTrades));
                break;
            case StreamKind.OkxBest:
                WriteBest(stream, BookTicker.At(swap.Listed.Book, TopAt(time, last), time));
                break;
            default:
                WritePeriodic(stream, time);
                break;
        }
    }

    private void Send(MarketStream stream, long step, long time, in BookTop top)
    {
        switch (stream.Kind)
        {
            case StreamKind.OkxTrades or StreamKind.OkxAllTrades:
                foreach (var trade in _trades)
                {
                    Write(stream, json => OkxRows.Trade(json, swap, trade, stream.Kind == StreamKind.OkxTrades));
                    sink.Send(stream);
                }

                break;
            case StreamKind.OkxBook when IsDue(BookMilliseconds, step) && stream.Subscribers.Length > 0:
                _book!.Push(top, time, sink);
                break;
            case StreamKind.OkxBest when BookTicker.At(swap.Listed.Book, top, time) is var best && !best.ShowsSameAs(_shown):
                _shown = best;
                WriteBest(stream, best);
                sink.Send(stream);
                break;
            case StreamKind.OkxTickers when _trades.Count > 0 && IsDue(BookMilliseconds, step):
            case StreamKind.OkxMark when IsDue(MarkMilliseconds, step):
            case StreamKind.OkxIndex or StreamKind.OkxOpenInterest when IsDue(SecondMilliseconds, step):
            case StreamKind.OkxFunding when IsDue(FundingMilliseconds, step):
                WritePeriodic(stream, time);
                sink.Send(stream);
                break;
        }
    }

    private void WritePeriodic(MarketStream stream, long time) => Write(stream, json =>
    {
        switch (stream.Kind)
        {
            case StreamKind.OkxTickers:
                OkxRows.Ticker(json, swap, time);
                break;
            case StreamKind.OkxMark:
                OkxRows.Mark(json, swap, time);
                break;
            case StreamKind.OkxIndex:
                OkxRows.Index(json, swap, time);
                break;
            case StreamKind.OkxFunding:
                OkxRows.Funding(json, swap, time);
                break;
            default:
                OkxRows.OpenInterest(json, swap, time);
                break;
        }
    });

    private void WriteBest(MarketStream stream, BookTicker best) => Write(stream, json =>
    {
        json.Raw("{\"asks\":"u8);
        OkxRows.Levels(json, swap, [new BookLevel(best.Top.AskTicks, best.AskSteps)]);
        json.Raw(",\"bids\":"u8);
        OkxRows.Levels(json, swap, [new BookLevel(best.Top.BidTicks, best.BidSteps)]);
        json.Raw(",\"ts\":"u8);
        json.Whole(best.Time);
        json.Raw(",\"seqId\":"u8);
        json.Number(best.UpdateId);
        json.Byte((byte)'}');
    });

    private void Write(MarketStream stream, Action<Utf8Buffer> row)
    {
        var json = sink.Begin();
        json.Raw(HeadOf(stream));
        json.Raw("\"data\":["u8);
        row(json);
        json.Raw("]}"u8);
    }

    private BookTop TopAt(long time, in Trade last) => swap.Listed.Book.TopAt(swap.Listed.Book.StepAt(time), last);

    /// <summary>What every frame of the stream begins with.</summary>
    private byte[] HeadOf(MarketStream stream)
    {
        if (!_heads.TryGetValue(stream, out var head))
        {
            var name = stream.Kind == StreamKind.OkxIndex ? swap.Underlying : swap.Name;
            _heads[stream] = head = Encoding.UTF8.GetBytes($"{{\"arg\":{{\"channel\":\"{OkxChannelNames.ChannelOf(stream.Address)}\",\"instId\":\"{name}\"}},");
        }

        return head;
    }

    private bool IsDue(long milliseconds, long step) => step % Math.Max(1, milliseconds / _step) == 0;
}
