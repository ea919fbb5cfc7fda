using System.Text.Json;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Streams;

namespace OrleansTrading.Exchanges.Kraken.WebSocket;

/// <remarks>
/// Each method walks one entry once, notes in a bit set which members it has met, and answers why the entry is refused where a
/// needed one is absent, of another type, or not a number that can be. An entry of a stream that nobody asked for is passed over.
/// </remarks>
internal sealed partial class KrakenFrameReader
{
    /// <summary><c>{symbol,side,price,qty,ord_type,trade_id,timestamp}</c>; side is the taker's.</summary>
    private FrameDefect ReadTrade(ref Utf8JsonReader reader, StreamTable streams)
    {
        const int Needed = 0x3f;
        ReadOnlySpan<byte> symbol = default;
        long id = 0, time = 0;
        double price = 0, quantity = 0;
        var isBuyerMaker = false;
        var seen = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            var defect = FrameDefect.None;
            if (name.SequenceEqual("symbol"u8))
                (defect, seen) = (Text(ref reader, out symbol), seen | 1);
            else if (name.SequenceEqual("side"u8))
                (defect, seen) = (Side(ref reader, out isBuyerMaker), seen | 2);
            else if (name.SequenceEqual("price"u8))
                (defect, seen) = (Positive(ref reader, out price), seen | 4);
            else if (name.SequenceEqual("qty"u8))
                (defect, seen) = (NotNegative(ref reader, out quantity), seen | 8);
            else if (name.SequenceEqual("trade_id"u8))
                (defect, seen) = (Integer(ref reader, out id), seen | 16);
            else if (name.SequenceEqual("timestamp"u8))
                (defect, seen) = (Time(ref reader, out time), seen | 32);
            else
                reader.Skip();
            if (defect != FrameDefect.None)
                return defect;
        }

        if (seen != Needed)
            return FrameDefect.MissingMember;
        if (pairs.TryFindSymbol(symbol, out var pair) && Find(streams, "trade"u8, pair) is { } stream)
        {
            ref var entry = ref Queue(stream, time);
            (entry.Event, entry.IsPast) = (MarketEvent.ForTrade(new AggTrade(id, time, price, quantity, isBuyerMaker), _received), true);
        }

        return FrameDefect.None;
    }

    /// <summary><c>{symbol,bid,bid_qty,ask,ask_qty,timestamp,...}</c>. The venue gives no update id: they are counted here.</summary>
    private FrameDefect ReadTicker(ref Utf8JsonReader reader, StreamTable streams)
    {
        const int Needed = 0x1f;
        ReadOnlySpan<byte> symbol = default;
        var (time, named) = (_named.Latest, 0L);
        double bid = 0, bidQuantity = 0, ask = 0, askQuantity = 0;
        var seen = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            var defect = FrameDefect.None;
            if (name.SequenceEqual("symbol"u8))
                (defect, seen) = (Text(ref reader, out symbol), seen | 1);
            else if (name.SequenceEqual("bid"u8))
                (defect, seen) = (Positive(ref reader, out bid), seen | 2);
            else if (name.SequenceEqual("bid_qty"u8))
                (defect, seen) = (NotNegative(ref reader, out bidQuantity), seen | 4);
            else if (name.SequenceEqual("ask"u8))
                (defect, seen) = (Positive(ref reader, out ask), seen | 8);
            else if (name.SequenceEqual("ask_qty"u8))
                (defect, seen) = (NotNegative(ref reader, out askQuantity), seen | 16);
            else if (name.SequenceEqual("timestamp"u8))
                (defect, named) = (Time(ref reader, out time), time);
            else
                reader.Skip();
            if (defect != FrameDefect.None)
                return defect;
        }

        if (seen != Needed)
            return FrameDefect.MissingMember;
        if (pairs.TryFindSymbol(symbol, out var pair) && Find(streams, "ticker"u8, pair) is { } stream)
        {
            var ticker = new BookTicker(++stream.Position, time, bid, bidQuantity, ask, askQuantity);
            ref var entry = ref Queue(stream, time);
            (entry.Event, entry.Named) = (MarketEvent.ForBookTicker(ticker, _received), named);
        }

        return FrameDefect.None;
    }

    /// <summary>
    /// <c>{symbol,open,high,low,close,trades,volume,vwap,interval_begin,interval,timestamp}</c>; the last is when the candle ends.
    /// Nothing in it says that it is final, so it never is. Of a snapshot's candles only the running one is handed out.
    /// </summary>
    private FrameDefect ReadCandle(ref Utf8JsonReader reader, bool snapshot, StreamTable streams)
    {
        const int Needed = 0x3ff;
        ReadOnlySpan<byte> symbol = default;
        long openTime = 0, trades = 0, minutes = 0;
        double open = 0, high = 0, low = 0, close = 0, volume = 0, average = 0;
        var seen = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            var defect = FrameDefect.None;
            if (name.SequenceEqual("symbol"u8))
                (defect, seen) = (Text(ref reader, out symbol), seen | 1);
            else if (name.SequenceEqual("open"u8))
                (defect, seen) = (Positive(ref reader, out open), seen | 2);
            else if (name.SequenceEqual("high"u8))
                (defect, seen) = (Positive(ref reader, out high), seen | 4);
            else if (name.SequenceEqual("low"u8))
                (defect, seen) = (Positive(ref reader, out low), seen | 8);
            else if (name.SequenceEqual("close"u8))
                (defect, seen) = (Positive(ref reader, out close), seen | 16);
            else if (name.SequenceEqual("trades"u8))
                (defect, seen) = (Integer(ref reader, out trades), seen | 32);
            else if (name.SequenceEqual("volume"u8))
                (defect, seen) = (NotNegative(ref reader, out volume), seen | 64);
            else if (name.SequenceEqual("vwap"u8))
                (defect, seen) = (NotNegative(ref reader, out average), seen | 128);
            else if (name.SequenceEqual("interval_begin"u8))
                (defect, seen) = (Time(ref reader, out openTime), seen | 256);
            else if (name.SequenceEqual("interval"u8))
                (defect, seen) = (Integer(ref reader, out minutes), seen | 512);
            else
                reader.Skip();
            if (defect != FrameDefect.None)
                return defect;
        }

        if (seen != Needed)
            return FrameDefect.MissingMember;
        if (trades > int.MaxValue)
            return FrameDefect.BadNumber;
        var kline = new Kline(openTime, open, high, low, close, volume, average * volume, 0, 0, (int)trades, Closed: false);
        return TakeCandle(symbol, minutes, kline, snapshot, streams);
    }

    private FrameDefect TakeCandle(ReadOnlySpan<byte> symbol, long minutes, in Kline kline, bool snapshot, StreamTable streams)
    {
        Span<byte> group = stackalloc byte[32];
        "ohlc/"u8.CopyTo(group);
        System.Buffers.Text.Utf8Formatter.TryFormat(minutes, group[5..], out var length);
        if (!pairs.TryFindSymbol(symbol, out var pair) || Find(streams, group[..(5 + length)], pair) is not { } stream)
            return FrameDefect.None;
        if (kline.Defect(stream.Request.Interval) is not null)
            return FrameDefect.BadKline;
        var time = Math.Max(_named.Latest, kline.OpenTime);
        var update = MarketEvent.ForKline(stream.Request.Interval, kline, time, _received);
        var replaces = snapshot && _count > 0 && _pending[_count - 1] is var last && last.Stream == stream && last.Event.Id <= kline.OpenTime;
        ref var entry = ref replaces ? ref _pending[_count - 1] : ref Queue(stream, time);
        (entry.Event, entry.Named, entry.IsPast) = (update, kline.OpenTime, true);
        return FrameDefect.None;
    }

    private static FrameDefect Side(ref Utf8JsonReader reader, out bool isBuyerMaker)
    {
        isBuyerMaker = false;
        if (reader.TokenType != JsonTokenType.String)
            return FrameDefect.WrongType;
        isBuyerMaker = reader.ValueTextEquals("sell"u8);
        return isBuyerMaker || reader.ValueTextEquals("buy"u8) ? FrameDefect.None : FrameDefect.Mismatch;
    }
}
