using System.Text.Json;
using OrleansTrading.Domain.Books;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Streams;

namespace OrleansTrading.Exchanges.Binance.WebSocket;

/// <remarks>
/// Members have one-letter names. Each method walks the object once, notes in a bit set which members it has met, and
/// refuses the frame where a needed one is absent, of another type, or not a number that can be.
/// </remarks>
internal sealed partial class BinanceFrameReader
{
    private static readonly byte[][] IntervalCodes =
        [.. KlineIntervals.All.Select(interval => System.Text.Encoding.UTF8.GetBytes(interval.ToCode()))];

    private BookLevel[] _bids = new BookLevel[64];
    private BookLevel[] _asks = new BookLevel[64];
    private int _bidCount;
    private int _askCount;
    private long _firstUpdateId;
    private long _finalUpdateId;
    private long _previousFinalUpdateId;

    public override DepthUpdate Depth => new(
        EventTime, _firstUpdateId, _finalUpdateId, _previousFinalUpdateId, _bids.AsSpan(0, _bidCount), _asks.AsSpan(0, _askCount));

    /// <summary><c>{e,E,a,s,p,q,f,l,T,m}</c>; T is when the trade was made.</summary>
    private FrameKind ReadTrade(ref Utf8JsonReader reader, MarketStream stream)
    {
        const int Needed = 0x7f;
        long id = 0, eventTime = 0, tradeTime = 0;
        double price = 0, quantity = 0;
        var isBuyerMaker = false;
        var seen = 0;
        while (NextMember(ref reader, out var member))
        {
            var defect = FrameDefect.None;
            switch (member)
            {
                case 'e': defect = Expect(ref reader, "aggTrade"u8); break;
                case 's': defect = Expect(ref reader, stream.Utf8Symbol.Span); seen |= 1; break;
                case 'E': defect = Time(ref reader, out eventTime); seen |= 2; break;
                case 'a': defect = Integer(ref reader, out id); seen |= 4; break;
                case 'p': defect = Positive(ref reader, out price); seen |= 8; break;
                case 'q': defect = NotNegative(ref reader, out quantity); seen |= 16; break;
                case 'T': defect = Time(ref reader, out tradeTime); seen |= 32; break;
                case 'm': defect = Flag(ref reader, out isBuyerMaker); seen |= 64; break;
                default: reader.Skip(); break;
            }

            if (defect != FrameDefect.None)
                return Refuse(defect);
        }

        if (seen != Needed)
            return Refuse(FrameDefect.MissingMember);
        EventTime = eventTime;
        EventSlot = MarketEvent.ForTrade(new AggTrade(id, tradeTime, price, quantity, isBuyerMaker), _received);
        return FrameKind.Event;
    }

    /// <summary><c>{e,u,s,b,B,a,A,T,E}</c>.</summary>
    private FrameKind ReadBookTicker(ref Utf8JsonReader reader, MarketStream stream)
    {
        const int Needed = 0x7f;
        long updateId = 0, eventTime = 0;
        double bid = 0, bidQuantity = 0, ask = 0, askQuantity = 0;
        var seen = 0;
        while (NextMember(ref reader, out var member))
        {
            var defect = FrameDefect.None;
            switch (member)
            {
                case 'e': defect = Expect(ref reader, "bookTicker"u8); break;
                case 's': defect = Expect(ref reader, stream.Utf8Symbol.Span); seen |= 1; break;
                case 'E': defect = Time(ref reader, out eventTime); seen |= 2; break;
                case 'u': defect = Integer(ref reader, out updateId); seen |= 4; break;
                case 'b': defect = Positive(ref reader, out bid); seen |= 8; break;
                case 'B': defect = NotNegative(ref reader, out bidQuantity); seen |= 16; break;
                case 'a': defect = Positive(ref reader, out ask); seen |= 32; break;
                case 'A': defect = NotNegative(ref reader, out askQuantity); seen |= 64; break;
                default: reader.Skip(); break;
            }

            if (defect != FrameDefect.None)
                return Refuse(defect);
        }

        if (seen != Needed)
            return Refuse(FrameDefect.MissingMember);
        EventTime = eventTime;
        EventSlot = MarketEvent.ForBookTicker(new BookTicker(updateId, eventTime, bid, bidQuantity, ask, askQuantity), _received);
        return FrameKind.Event;
    }

    /// <summary><c>{e,E,s,p,i,P,r,T}</c>.</summary>
    private FrameKind ReadMarkPrice(ref Utf8JsonReader reader, MarketStream stream)
    {
        const int Needed = 0x3f;
        long eventTime = 0, nextFunding = 0;
        double price = 0, index = 0, rate = 0;
        var seen = 0;
        while (NextMember(ref reader, out var member))
        {
            var defect = FrameDefect.None;
            switch (member)
            {
                case 'e': defect = Expect(ref reader, "markPriceUpdate"u8); break;
                case 's': defect = Expect(ref reader, stream.Utf8Symbol.Span); seen |= 1; break;
                case 'E': defect = Time(ref reader, out eventTime); seen |= 2; break;
                case 'p': defect = Positive(ref reader, out price); seen |= 4; break;
                case 'i': defect = NotNegative(ref reader, out index); seen |= 8; break;
                case 'r': defect = Number(ref reader, out rate); seen |= 16; break;
                case 'T': defect = Time(ref reader, out nextFunding); seen |= 32; break;
                default: reader.Skip(); break;
            }

            if (defect != FrameDefect.None)
                return Refuse(defect);
        }

        if (seen != Needed)
            return Refuse(FrameDefect.MissingMember);
        EventTime = eventTime;
        EventSlot = MarketEvent.ForMarkPrice(new MarkPrice(eventTime, price, index, rate, nextFunding), _received);
        return FrameKind.Event;
    }

    /// <summary><c>{e,E,s,k:{t,T,s,i,f,L,o,c,h,l,v,n,x,q,V,Q,B}}</c>.</summary>
    private FrameKind ReadKline(ref Utf8JsonReader reader, MarketStream stream)
    {
        const int Needed = 0x7;
        long eventTime = 0;
        Kline kline = default;
        var seen = 0;
        while (NextMember(ref reader, out var member))
        {
            var defect = FrameDefect.None;
            switch (member)
            {
                case 'e': defect = Expect(ref reader, "kline"u8); break;
                case 's': defect = Expect(ref reader, stream.Utf8Symbol.Span); seen |= 1; break;
                case 'E': defect = Time(ref reader, out eventTime); seen |= 2; break;
                case 'k': defect = ReadCandle(ref reader, stream, out kline); seen |= 4; break;
                default: reader.Skip(); break;
            }

            if (defect != FrameDefect.None)
                return Refuse(defect);
        }

        if (seen != Needed)
            return Refuse(FrameDefect.MissingMember);
        if (kline.Defect(stream.Request.Interval) is not null)
            return Refuse(FrameDefect.BadKline);
        EventTime = eventTime;
        EventSlot = MarketEvent.ForKline(stream.Request.Interval, in kline, eventTime, _received);
        return FrameKind.Event;
    }

    private static FrameDefect ReadCandle(ref Utf8JsonReader reader, MarketStream stream, out Kline kline)
    {
        const int Needed = 0xfff;
        long openTime = 0, trades = 0;
        double open = 0, high = 0, low = 0, close = 0, volume = 0, quote = 0, takerVolume = 0, takerQuote = 0;
        var closed = false;
        var seen = 0;
        kline = default;
        if (reader.TokenType != JsonTokenType.StartObject)
            return FrameDefect.WrongType;
        while (NextMember(ref reader, out var member))
        {
            var defect = FrameDefect.None;
            switch (member)
            {
                case 't': defect = Time(ref reader, out openTime); seen |= 1; break;
                case 'i': defect = Expect(ref reader, IntervalCodes[(int)stream.Request.Interval - 1]); seen |= 2; break;
                case 'o': defect = Positive(ref reader, out open); seen |= 4; break;
                case 'c': defect = Positive(ref reader, out close); seen |= 8; break;
                case 'h': defect = Positive(ref reader, out high); seen |= 16; break;
                case 'l': defect = Positive(ref reader, out low); seen |= 32; break;
                case 'v': defect = NotNegative(ref reader, out volume); seen |= 64; break;
                case 'n': defect = Integer(ref reader, out trades); seen |= 128; break;
                case 'x': defect = Flag(ref reader, out closed); seen |= 256; break;
                case 'q': defect = NotNegative(ref reader, out quote); seen |= 512; break;
                case 'V': defect = NotNegative(ref reader, out takerVolume); seen |= 1024; break;
                case 'Q': defect = NotNegative(ref reader, out takerQuote); seen |= 2048; break;
                default: reader.Skip(); break;
            }

            if (defect != FrameDefect.None)
                return defect;
        }

        if (seen != Needed)
            return FrameDefect.MissingMember;
        if (trades > int.MaxValue)
            return FrameDefect.BadNumber;
        kline = new Kline(openTime, open, high, low, close, volume, quote, takerVolume, takerQuote, (int)trades, closed);
        return FrameDefect.None;
    }
}
