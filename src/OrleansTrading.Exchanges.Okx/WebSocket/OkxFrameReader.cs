using System.Text.Json;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Okx.Mapping;
using OrleansTrading.Exchanges.Streams;

namespace OrleansTrading.Exchanges.Okx.WebSocket;

/// <summary>
/// Reads frames: <c>{"arg":{"channel":NAME,"instId":NAME},"action":"snapshot"|"update","data":[...]}</c>, in which action stands for books
/// only, and <c>{"event":NAME,...}</c>. A frame counts only when all of it is well-formed; its entries are then handed out one by one.
/// See https://www.okx.com/docs-v5/en/#overview-websocket.
/// </summary>
internal sealed partial class OkxFrameReader(OkxInstruments instruments) : FrameReader
{
    private PendingEvent[] _pending = new PendingEvent[16];
    private int _count;
    private int _next;
    private long _received;

    /// <summary>The latest time that the venue has named on this connection, for entries that carry none.</summary>
    private readonly NamedTime _named = new();

    public override FrameKind Read(ReadOnlySpan<byte> frame, StreamTable streams, long received)
    {
        (_received, _count, _next, HasMore, Stream) = (received, 0, 0, false, null);
        _named.BeginFrame();
        if (frame.SequenceEqual("pong"u8))
            return FrameKind.Service;
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

        Range argument = default, action = default, data = default;
        var isEvent = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            isEvent |= reader.ValueTextEquals("event"u8);
            if (reader.ValueTextEquals("arg"u8))
                argument = Slice(ref reader);
            else if (reader.ValueTextEquals("action"u8))
                action = Slice(ref reader);
            else if (reader.ValueTextEquals("data"u8))
                data = Slice(ref reader);
            else
                Slice(ref reader);
        }

        // The reader throws for anything after the closing brace.
        reader.Read();
        if (isEvent)
            return ReadEvent(frame);
        if (frame[argument].IsEmpty)
            return FrameKind.Unknown;
        if (frame[data].IsEmpty)
            return Refuse(FrameDefect.MissingMember);
        ReadArgument(frame[argument], out var channel, out var name);
        if (channel.IsEmpty || name.IsEmpty)
            return FrameKind.Unknown;
        return Find(streams, channel, name) is { } stream ? ReadData(frame[data], stream, channel, Text(frame[action])) : FrameKind.Unknown;
    }

    private FrameKind ReadData(ReadOnlySpan<byte> data, MarketStream stream, ReadOnlySpan<byte> channel, ReadOnlySpan<byte> action)
    {
        var reader = new Utf8JsonReader(data);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
            return Refuse(FrameDefect.WrongType);
        // Without the size of its contracts nothing of a swap means anything; a connection is not made before they are known.
        if (!instruments.TryFind(stream.Utf8Symbol.Span, out var instrument))
            return FrameKind.Unknown;
        _levelCount = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != (stream.Request.Kind == StreamKind.Kline ? JsonTokenType.StartArray : JsonTokenType.StartObject))
                return Refuse(FrameDefect.WrongType);
            var defect = stream.Request.Kind switch
            {
                StreamKind.Kline => ReadCandle(ref reader, stream),
                StreamKind.Trade => ReadTrade(ref reader, stream, instrument),
                StreamKind.BookTicker => ReadBest(ref reader, stream, instrument),
                StreamKind.Depth => ReadBook(ref reader, stream, instrument, action),
                _ => ReadMark(ref reader, stream, channel),
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
        if (entry.IsRepeat)
            return FrameKind.Repeat;
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

    /// <summary>The stream that a channel and a name belong to; null when nobody has asked for it.</summary>
    private static MarketStream? Find(StreamTable streams, ReadOnlySpan<byte> channel, ReadOnlySpan<byte> name)
    {
        ReadOnlySpan<byte> mark = default;
        if (channel.SequenceEqual("funding-rate"u8))
        {
            channel = "mark-price"u8;
        }
        else if (channel.SequenceEqual("index-tickers"u8))
        {
            channel = "mark-price"u8;
            mark = "-SWAP"u8;
        }

        Span<byte> text = stackalloc byte[128];
        var length = channel.Length + 1 + name.Length + mark.Length;
        if (length > text.Length)
            return null;
        channel.CopyTo(text);
        text[channel.Length] = (byte)OkxChannels.Separator;
        name.CopyTo(text[(channel.Length + 1)..]);
        mark.CopyTo(text[(length - mark.Length)..]);
        return streams.TryFind(text[..length], out var stream) ? stream : null;
    }

    private new FrameKind Refuse(FrameDefect defect)
    {
        _count = 0;
        return base.Refuse(defect);
    }
}
