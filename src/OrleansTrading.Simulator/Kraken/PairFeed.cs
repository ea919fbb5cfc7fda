using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Streams;

namespace OrleansTrading.Simulator.Kraken;

/// <summary>
/// Produces a pair's streams step by step, beside those of its symbol. Who subscribes is greeted at the beginning of a step with
/// the state at the step before, and from then on gets what the others get.
/// </summary>
internal sealed class PairFeed(ListedSymbol listed, FrameSink sink)
{
    private const int SnapshotTrades = 50;
    private const int BookSteps = 2;

    private readonly KrakenPair _pair = new(listed);
    private readonly List<Trade> _trades = [];
    private volatile MarketStream[] _streams = [];
    private MarketStream[] _planned = [];
    private OhlcFeed[] _candles = [];
    private BookFeed[] _books = [];
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
        _planned = [];
        _candles = [];
        _books = [];
        _trades.Clear();
        _shown = default;
    }

    /// <summary>A step begins: <paramref name="time"/> is the end of the one before, and <paramref name="last"/> the last trade until then.</summary>
    public void Begin(long time, in Trade last, bool hasLast)
    {
        if (!hasLast)
        {
            return;
        }

        var streams = _streams;
        if (streams.Length != _planned.Length)
        {
            Plan(streams, time, last);
        }

        foreach (var stream in streams)
        {
            foreach (var newcomer in stream.Newcomers)
            {
                WriteSnapshot(stream, time, last);
                sink.Greet(stream, newcomer);
            }
        }
    }

    public void Take(in Trade trade)
    {
        if (_planned.Length == 0)
        {
            return;
        }

        _trades.Add(trade);
        foreach (var candle in _candles)
        {
            candle.Take(trade, sink);
        }
    }

    public void End(long step, long time, in Trade last, bool hasLast)
    {
        if (_planned.Length == 0 || !hasLast)
        {
            return;
        }

        foreach (var candle in _candles)
        {
            candle.Push(time, sink);
        }

        var top = listed.Book.TopAt(step, last);
        foreach (var book in _books)
        {
            if (step % BookSteps == 0 && book.Stream.Subscribers.Length > 0)
            {
                book.Push(top, time, sink);
            }
        }

        foreach (var stream in _planned)
        {
            SendPlanned(stream, top, time);
        }

        _trades.Clear();
    }

    private void Plan(MarketStream[] streams, long time, in Trade last)
    {
        var top = listed.Book.TopAt(listed.Book.StepAt(time), last);
        _candles = [.. streams.Where(stream => stream.Kind == StreamKind.KrakenOhlc)
            .Select(stream => Array.Find(_candles, known => known.Stream == stream) ?? new OhlcFeed(stream, _pair, time))];
        var books = new List<BookFeed>();
        foreach (var stream in streams.Where(stream => stream.Kind == StreamKind.KrakenBook))
        {
            var book = Array.Find(_books, known => known.Stream == stream);
            if (book is null)
            {
                book = new BookFeed(stream, _pair);
                book.Look(top, time);
            }

            books.Add(book);
        }

        _books = [.. books];
        _planned = streams;
    }

    private void WriteSnapshot(MarketStream stream, long time, in Trade last)
    {
        var json = sink.Begin();
        switch (stream.Kind)
        {
            case StreamKind.KrakenOhlc:
                Array.Find(_candles, candle => candle.Stream == stream)!.WriteSnapshot(json, time);
                break;
            case StreamKind.KrakenBook:
                WriteBook(Array.Find(_books, book => book.Stream == stream)!, time, last);
                break;
            case StreamKind.KrakenTrade:
                WriteTrades(TradeQueries.Latest(listed.Market, time, SnapshotTrades), snapshot: true);
                break;
            default:
                WriteTicker(BookTicker.At(listed.Book, listed.Book.TopAt(listed.Book.StepAt(time), last), time), snapshot: true, time);
                break;
        }
    }

    /// <summary>Who is alone gets the book as it is; others follow it already, and who joins them must start where they are.</summary>
    private void WriteBook(BookFeed book, long time, in Trade last)
    {
        if (book.Stream.Subscribers.Length == 0)
        {
            book.Look(listed.Book.TopAt(listed.Book.StepAt(time), last), time);
        }

        book.WriteSnapshot(sink.Json);
    }

    private void SendPlanned(MarketStream stream, in BookTop top, long time)
    {
        switch (stream.Kind)
        {
            case StreamKind.KrakenTrade when _trades.Count > 0 && stream.IsActive:
                sink.Begin();
                WriteTrades(_trades, snapshot: false);
                sink.Send(stream);
                break;
            case StreamKind.KrakenTicker when _trades.Count > 0 && stream.IsActive:
                sink.Begin();
                WriteTicker(BookTicker.At(listed.Book, top, time), snapshot: false, time);
                sink.Send(stream);
                break;
            case StreamKind.KrakenTop when stream.IsActive && BookTicker.At(listed.Book, top, time) is var best && !best.ShowsSameAs(_shown):
                _shown = best;
                sink.Begin();
                WriteTicker(best, snapshot: false, time);
                sink.Send(stream);
                break;
        }
    }

    private void WriteTrades(List<Trade> trades, bool snapshot)
    {
        KrakenFrames.Head(sink.Json, "trade"u8, snapshot);
        for (var index = 0; index < trades.Count; index++)
        {
            if (index > 0)
            {
                sink.Json.Byte((byte)',');
            }

            KrakenFrames.Trade(sink.Json, _pair, trades[index]);
        }

        KrakenFrames.Tail(sink.Json);
    }

    private void WriteTicker(in BookTicker best, bool snapshot, long time)
    {
        KrakenFrames.Head(sink.Json, "ticker"u8, snapshot);
        KrakenFrames.Ticker(sink.Json, _pair, best, time);
        KrakenFrames.Tail(sink.Json);
    }
}
