using System.Text;
using System.Text.Json;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Streams;

namespace OrleansTrading.Exchanges.Binance.WebSocket;

/// <summary>
/// Reads combined-stream frames, <c>{"stream":NAME,"data":{...}}</c>, and answers to requests. A frame counts only
/// when it is well-formed to its very end.
/// See https://developers.binance.com/docs/derivatives/usds-margined-futures/websocket-market-streams.
/// </summary>
internal sealed partial class BinanceFrameReader : FrameReader
{
    private long _received;

    public override FrameKind Read(ReadOnlySpan<byte> frame, StreamTable streams, long received)
    {
        _received = received;
        try
        {
            return ReadFrame(frame, streams);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // The latter for text that cannot be: half a surrogate pair, bytes that are not UTF-8.
            return Refuse(FrameDefect.Syntax);
        }
    }

    private FrameKind ReadFrame(ReadOnlySpan<byte> frame, StreamTable streams)
    {
        var reader = new Utf8JsonReader(frame);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return Refuse(FrameDefect.Syntax);
        Stream = null;
        var outcome = FrameKind.Unknown;
        ReadOnlySpan<byte> early = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("stream"u8))
            {
                reader.Read();
                if (!TryFindStream(ref reader, streams))
                    return reader.TokenType == JsonTokenType.String ? FrameKind.Unknown : Refuse(FrameDefect.WrongType);
            }
            else if (!reader.ValueTextEquals("data"u8))
            {
                // Not data: an answer to a request.
                if (Stream is null && early.IsEmpty)
                    return ReadReply(frame);
                Slice(ref reader);
            }
            else if (Stream is null)
            {
                early = frame[Slice(ref reader)];
            }
            else
            {
                reader.Read();
                outcome = ReadData(ref reader, Stream);
                if (outcome == FrameKind.Malformed)
                    return outcome;
            }
        }

        // The reader throws for anything after the closing brace.
        reader.Read();
        if (outcome != FrameKind.Unknown || Stream is null)
            return outcome;
        if (early.IsEmpty)
            return Refuse(FrameDefect.MissingMember);
        var data = new Utf8JsonReader(early);
        data.Read();
        return ReadData(ref data, Stream);
    }

    private bool TryFindStream(ref Utf8JsonReader reader, StreamTable streams)
    {
        if (reader.TokenType != JsonTokenType.String)
            return false;
        var name = reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan;
        if (!streams.TryFind(name, out var stream))
            return false;
        Stream = stream;
        return true;
    }

    private FrameKind ReadData(ref Utf8JsonReader reader, MarketStream stream)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            return Refuse(FrameDefect.WrongType);
        return stream.Request.Kind switch
        {
            StreamKind.Trade => ReadTrade(ref reader, stream),
            StreamKind.BookTicker => ReadBookTicker(ref reader, stream),
            StreamKind.Kline => ReadKline(ref reader, stream),
            StreamKind.Depth => ReadDepth(ref reader, stream),
            StreamKind.MarkPrice => ReadMarkPrice(ref reader, stream),
            StreamKind.Liquidation => ReadForceOrder(ref reader, stream),
            _ => FrameKind.Unknown,
        };
    }

    /// <summary><c>{"result":null,"id":1}</c>, <c>{"error":{"code":2,"msg":"..."},"id":1}</c> or <c>{"code":2,"msg":"..."}</c>.</summary>
    private FrameKind ReadReply(ReadOnlySpan<byte> frame)
    {
        var reader = new Utf8JsonReader(frame);
        reader.Read();
        long? id = null;
        string? error = null;
        var isReply = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isId = reader.ValueTextEquals("id"u8);
            var isError = reader.ValueTextEquals("error"u8) || reader.ValueTextEquals("msg"u8);
            isReply |= isId || isError || reader.ValueTextEquals("result"u8) || reader.ValueTextEquals("code"u8);
            var value = frame[Slice(ref reader)];
            if (isId && reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number))
                id = number;
            if (isError && !value.SequenceEqual("null"u8))
                error = Encoding.UTF8.GetString(value);
        }

        reader.Read();
        if (!isReply)
            return FrameKind.Unknown;
        Reply = new RequestReply(id, error);
        return FrameKind.Reply;
    }

    /// <summary>Where the next value stands in the frame; the reader is left behind it.</summary>
    private static Range Slice(ref Utf8JsonReader reader)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return start..(int)reader.BytesConsumed;
    }
}
