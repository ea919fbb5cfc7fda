using System.Text.Json;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Okx.Mapping;
using OrleansTrading.Exchanges.Streams;

namespace OrleansTrading.Exchanges.Okx.WebSocket;

/// <remarks>
/// Each method walks one entry once, notes in a bit set which members it has met, and answers why the entry is refused where a
/// needed one is absent, of another type, or not a number that can be.
/// </remarks>
internal sealed partial class OkxFrameReader
{
    private readonly Dictionary<MarketStream, MarkParts> _marks = [];

    /// <summary><c>{instId,tradeId,px,sz,side,ts}</c>; side is the taker's, sz in contracts.</summary>
    private FrameDefect ReadTrade(ref Utf8JsonReader reader, MarketStream stream, OkxInstrument instrument)
    {
        const int Needed = 0x3f;
        long id = 0, time = 0;
        double price = 0;
        OkxNumber size = default;
        var isBuyerMaker = false;
        var seen = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            var defect = FrameDefect.None;
            if (name.SequenceEqual("instId"u8))
                (defect, seen) = (Same(ref reader, stream), seen | 1);
            else if (name.SequenceEqual("tradeId"u8))
                (defect, seen) = (Integer(ref reader, out id), seen | 2);
            else if (name.SequenceEqual("px"u8))
                (defect, seen) = (Positive(ref reader, out price), seen | 4);
            else if (name.SequenceEqual("sz"u8))
                (defect, seen) = (Digits(ref reader, out size), seen | 8);
            else if (name.SequenceEqual("side"u8))
                (defect, seen) = (Side(ref reader, out isBuyerMaker), seen | 16);
            else if (name.SequenceEqual("ts"u8))
                (defect, seen) = (Time(ref reader, out time), seen | 32);
            else
                reader.Skip();
            if (defect != FrameDefect.None)
                return defect;
        }

        if (seen != Needed)
            return FrameDefect.MissingMember;
        Queue(stream, time).Event = MarketEvent.ForTrade(new AggTrade(id, time, price, size.Times(instrument.Contract), isBuyerMaker), _received);
        return FrameDefect.None;
    }

    /// <summary><c>{asks:[[price,contracts,..]],bids:[..],ts,seqId}</c> with one level a side.</summary>
    private FrameDefect ReadBest(ref Utf8JsonReader reader, MarketStream stream, OkxInstrument instrument)
    {
        const int Needed = 0xf;
        var (first, seen) = (_levelCount, 0);
        Range bids = default, asks = default;
        long time = 0, sequence = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            var defect = FrameDefect.None;
            if (name.SequenceEqual("bids"u8))
                (defect, seen) = (ReadLevels(ref reader, instrument, out bids), seen | 1);
            else if (name.SequenceEqual("asks"u8))
                (defect, seen) = (ReadLevels(ref reader, instrument, out asks), seen | 2);
            else if (name.SequenceEqual("ts"u8))
                (defect, seen) = (Time(ref reader, out time), seen | 4);
            else if (name.SequenceEqual("seqId"u8))
                (defect, seen) = (Sequence(ref reader, out sequence), seen | 8);
            else
                reader.Skip();
            if (defect != FrameDefect.None)
                return defect;
        }

        if (seen != Needed)
            return FrameDefect.MissingMember;
        // A side may be empty for a moment; there is no best price then, and none is made up.
        if (_levelCount - first == 2 && bids.Start.Value != asks.Start.Value)
        {
            var (bid, ask) = (_levels[bids.Start.Value].Level, _levels[asks.Start.Value].Level);
            Queue(stream, time).Event = MarketEvent.ForBookTicker(new BookTicker(sequence, time, bid.Price, bid.Quantity, ask.Price, ask.Quantity), _received);
        }
        else
        {
            Queue(stream, time).IsRepeat = true;
        }

        return FrameDefect.None;
    }

    /// <summary><c>[time, open, high, low, close, contracts, base volume, quote volume, confirm]</c>. It names no time of its own.</summary>
    private FrameDefect ReadCandle(ref Utf8JsonReader reader, MarketStream stream)
    {
        Span<double> numbers = stackalloc double[7];
        reader.Read();
        var defect = Time(ref reader, out var openTime);
        for (var index = 0; index < numbers.Length && defect == FrameDefect.None; index++)
        {
            reader.Read();
            defect = index < 4 ? Positive(ref reader, out numbers[index]) : NotNegative(ref reader, out numbers[index]);
        }

        if (defect != FrameDefect.None)
            return defect;
        reader.Read();
        if (reader.TokenType != JsonTokenType.String)
            return FrameDefect.MissingMember;
        var isClosed = reader.ValueTextEquals("1"u8);
        if (!isClosed && !reader.ValueTextEquals("0"u8))
            return FrameDefect.BadNumber;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            reader.Skip();
        var interval = stream.Request.Interval;
        var kline = new Kline(openTime, numbers[0], numbers[1], numbers[2], numbers[3], numbers[5], numbers[6], 0, 0, 0, isClosed);
        if (kline.Defect(interval) is not null)
            return FrameDefect.BadKline;
        var named = isClosed ? openTime + interval.ToMilliseconds() : openTime;
        ref var entry = ref Queue(stream, Math.Max(_named.Latest, named));
        (entry.Event, entry.Named, entry.IsPast) = (MarketEvent.ForKline(interval, kline, entry.EventTime, _received), named, true);
        return FrameDefect.None;
    }

    /// <summary><c>{markPx,ts}</c>, <c>{idxPx,ts}</c> or <c>{fundingRate,fundingTime,ts}</c>. A mark price is told once all three are known.</summary>
    private FrameDefect ReadMark(ref Utf8JsonReader reader, MarketStream stream, ReadOnlySpan<byte> channel)
    {
        var isMark = channel.SequenceEqual("mark-price"u8);
        var needed = isMark ? 1 | 16 : channel.SequenceEqual("index-tickers"u8) ? 2 | 16 : 4 | 8 | 16;
        double price = 0, index = 0, rate = 0;
        long due = 0, time = 0;
        var seen = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            var defect = FrameDefect.None;
            if (name.SequenceEqual("markPx"u8))
                (defect, seen) = (Positive(ref reader, out price), seen | 1);
            else if (name.SequenceEqual("idxPx"u8))
                (defect, seen) = (Positive(ref reader, out index), seen | 2);
            else if (name.SequenceEqual("fundingRate"u8))
                (defect, seen) = (Number(ref reader, out rate), seen | 4);
            else if (name.SequenceEqual("fundingTime"u8))
                (defect, seen) = (Time(ref reader, out due), seen | 8);
            else if (name.SequenceEqual("ts"u8))
                (defect, seen) = (Time(ref reader, out time), seen | 16);
            else
                reader.Skip();
            if (defect != FrameDefect.None)
                return defect;
        }

        if ((seen & needed) != needed)
            return FrameDefect.MissingMember;
        if (!_marks.TryGetValue(stream, out var parts))
            _marks[stream] = parts = new MarkParts();
        if (isMark)
            parts.Price = price;
        else if ((needed & 2) != 0)
            parts.IndexPrice = index;
        else
            (parts.FundingRate, parts.NextFundingTime) = (rate, due);
        if (isMark && parts.At(time) is { } mark)
            Queue(stream, time).Event = MarketEvent.ForMarkPrice(mark, _received);
        else
            Queue(stream, time).IsRepeat = true;
        return FrameDefect.None;
    }

    private static FrameDefect Same(ref Utf8JsonReader reader, MarketStream stream)
    {
        if (reader.TokenType != JsonTokenType.String)
            return FrameDefect.WrongType;
        return reader.ValueTextEquals(stream.Utf8Symbol.Span) ? FrameDefect.None : FrameDefect.Mismatch;
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
