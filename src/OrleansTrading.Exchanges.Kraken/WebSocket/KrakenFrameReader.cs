using System.Text.Json;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Kraken.Mapping;
using OrleansTrading.Exchanges.Streams;

namespace OrleansTrading.Exchanges.Kraken.WebSocket;

/// <summary>
/// Reads frames of the second protocol: <c>{"channel":NAME,"type":"snapshot"|"update","data":[...]}</c>, and answers to requests,
/// <c>{"method":NAME,...}</c>. A frame counts only when all of it is well-formed; its entries are then handed out one by one.
/// See https://docs.kraken.com/api/docs/websocket-v2/ohlc and the channels beside it.
/// </summary>
internal sealed partial class KrakenFrameReader(KrakenPairs pairs, int bookDepth) : FrameReader
{
    private PendingEvent[] _pending = new PendingEvent[64];
    private int _count;
    private int _next;
    private long _received;

    /// <summary>The latest time that the venue has named on this connection, for entries that carry none.</summary>
    private readonly NamedTime _named = new();

    public override FrameKind Read(ReadOnlySpan<byte> frame, StreamTable streams, long received)
    {
        (_received, _count, _next, HasMore, Stream) = (received, 0, 0, false, null);
        _named.BeginFrame();
        try
        {
            var kind = ReadFrame(frame, streams);
            return kind == FrameKind.Event ? HandOut() : kind;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // The latter for text that cannot be: half a surrogate pair, bytes that are not UTF-8.
            return Refuse(FrameDefect.Syntax);
        }
    }

    public override FrameKind ReadMore() => HasMore ? HandOut() : base.ReadMore();

    private FrameKind ReadFrame(ReadOnlySpan<byte> frame, StreamTable streams)
    {
        var reader = new Utf8JsonReader(frame);
        if (!reader.Read())
            return Refuse(FrameDefect.Syntax);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            reader.Read();
            return FrameKind.Unknown;
        }

        Range channel = default, type = default, time = default, data = default;
        var isReply = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            isReply |= reader.ValueTextEquals("method"u8);
            if (reader.ValueTextEquals("channel"u8))
                channel = Slice(ref reader);
            else if (reader.ValueTextEquals("type"u8))
                type = Slice(ref reader);
            else if (reader.ValueTextEquals("timestamp"u8))
                time = Slice(ref reader);
            else if (reader.ValueTextEquals("data"u8))
                data = Slice(ref reader);
            else
                Slice(ref reader);
        }

        // The reader throws for anything after the closing brace.
        reader.Read();
        if (isReply)
            return ReadReply(frame);
        var named = Text(frame[channel]);
        if (named.SequenceEqual("heartbeat"u8) || named.SequenceEqual("status"u8))
            return FrameKind.Service;
        if (named.IsEmpty || KindOf(named) is not { } kind)
            return FrameKind.Unknown;
        if (frame[data].IsEmpty || frame[type].IsEmpty)
            return Refuse(FrameDefect.MissingMember);
        var snapshot = Text(frame[type]).SequenceEqual("snapshot"u8);
        if (!snapshot && !Text(frame[type]).SequenceEqual("update"u8))
            return FrameKind.Unknown;
        if (!frame[time].IsEmpty && !Learn(Text(frame[time])))
            return Refuse(FrameDefect.BadNumber);
        return ReadData(frame[data], kind, snapshot, streams);
    }

    private static StreamKind? KindOf(ReadOnlySpan<byte> channel) => channel switch
    {
        _ when channel.SequenceEqual("ohlc"u8) => StreamKind.Kline,
        _ when channel.SequenceEqual("trade"u8) => StreamKind.Trade,
        _ when channel.SequenceEqual("ticker"u8) => StreamKind.BookTicker,
        _ when channel.SequenceEqual("book"u8) => StreamKind.Depth,
        _ => null,
    };

    private FrameKind ReadData(ReadOnlySpan<byte> data, StreamKind kind, bool snapshot, StreamTable streams)
    {
        var reader = new Utf8JsonReader(data);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
            return Refuse(FrameDefect.WrongType);
        _levelCount = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
                return Refuse(FrameDefect.WrongType);
            var defect = kind switch
            {
                StreamKind.Kline => ReadCandle(ref reader, snapshot, streams),
                StreamKind.Trade => ReadTrade(ref reader, streams),
                StreamKind.BookTicker => ReadTicker(ref reader, streams),
                _ => ReadBook(ref reader, snapshot, streams),
            };
            if (defect != FrameDefect.None)
                return Refuse(defect);
        }

        return _count > 0 ? FrameKind.Event : FrameKind.Unknown;
    }

    /// <summary>Hands out the next entry. Trades that were handed out before, on this connection or an earlier one, are repeats.</summary>
    private FrameKind HandOut()
    {
        ref var entry = ref _pending[_next++];
        HasMore = _next < _count;
        (Stream, EventTime) = (entry.Stream, entry.EventTime);
        _named.Observe(entry.Named, entry.IsPast);
        switch (entry.Stream.Request.Kind)
        {
            case StreamKind.Depth:
                _shown = entry;
                return FrameKind.Depth;
            case StreamKind.Trade when entry.Event.Id <= entry.Stream.Position:
                return FrameKind.Repeat;
            case StreamKind.Trade:
                entry.Stream.Position = entry.Event.Id;
                break;
        }

        EventSlot = entry.Event;
        return FrameKind.Event;
    }

    private ref PendingEvent Queue(MarketStream stream, long eventTime)
    {
        if (_count == _pending.Length)
            Array.Resize(ref _pending, _count * 2);
        ref var entry = ref _pending[_count++];
        entry = default;
        (entry.Stream, entry.EventTime, entry.Named) = (stream, eventTime, eventTime);
        return ref entry;
    }

    /// <summary>The stream of a channel and symbol, by the name that it was subscribed under; null when nobody has asked for it.</summary>
    private static MarketStream? Find(StreamTable streams, ReadOnlySpan<byte> group, KrakenPair pair)
    {
        Span<byte> name = stackalloc byte[128];
        group.CopyTo(name);
        name[group.Length] = (byte)KrakenChannels.Separator;
        pair.Utf8Altname.CopyTo(name[(group.Length + 1)..]);
        return streams.TryFind(name[..(group.Length + 1 + pair.Utf8Altname.Length)], out var stream) ? stream : null;
    }

    private bool Learn(ReadOnlySpan<byte> timestamp)
    {
        if (!KrakenTimestamps.TryParse(timestamp, out var time))
            return false;
        _named.Observe(time);
        return true;
    }

    private new FrameKind Refuse(FrameDefect defect)
    {
        _count = 0;
        return base.Refuse(defect);
    }
}
