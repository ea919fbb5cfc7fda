using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Okx.Mapping;
using OrleansTrading.Exchanges.Streams;

namespace OrleansTrading.Exchanges.Okx.WebSocket;

internal sealed partial class OkxFrameReader
{
    /// <summary>"The connection will soon be closed for a service upgrade."</summary>
    private const string ServiceUpgrade = "64008";

    /// <summary>
    /// <c>{"id":"1","event":"subscribe"|"unsubscribe","arg":{...}}</c> for each channel and name of a request,
    /// <c>{"id":"1","event":"error","code":"60018","msg":...}</c> for each that is refused, or for the whole request, and
    /// <c>{"event":"notice","code":"64008","msg":...}</c>.
    /// </summary>
    private FrameKind ReadEvent(ReadOnlySpan<byte> frame)
    {
        var reader = new Utf8JsonReader(frame);
        reader.Read();
        string? kind = null, id = null, code = null, message = null;
        ReadOnlySpan<byte> channel = default, name = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = reader.ValueSpan;
            reader.Read();
            if (member.SequenceEqual("arg"u8) && reader.TokenType == JsonTokenType.StartObject)
            {
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                ReadArgument(frame[start..(int)reader.BytesConsumed], out channel, out name);
            }
            else if (reader.TokenType == JsonTokenType.String)
            {
                if (member.SequenceEqual("event"u8))
                    kind = reader.GetString();
                else if (member.SequenceEqual("id"u8))
                    id = reader.GetString();
                else if (member.SequenceEqual("code"u8))
                    code = reader.GetString();
                else if (member.SequenceEqual("msg"u8))
                    message = reader.GetString();
            }
            else
            {
                reader.Skip();
            }
        }

        long? request = long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        return kind switch
        {
            "subscribe" or "unsubscribe" => Confirm(request, channel, name),
            "error" => Object(request, $"{code} {message}", message ?? ""),
            "notice" when code == ServiceUpgrade => FrameKind.Farewell,
            _ => FrameKind.Service,
        };
    }

    /// <summary>A mark price is confirmed with its own channel; those beside it say nothing.</summary>
    private FrameKind Confirm(long? request, ReadOnlySpan<byte> channel, ReadOnlySpan<byte> name)
    {
        if (channel.SequenceEqual("funding-rate"u8) || channel.SequenceEqual("index-tickers"u8))
            return FrameKind.Service;
        Reply = new RequestReply(request, null, System.Text.Encoding.UTF8.GetString(name));
        return FrameKind.Reply;
    }

    /// <summary>What is refused is named in the text only: <c>... channel:trades-all,instId:X doesn't exist...</c></summary>
    private FrameKind Object(long? request, string error, string message)
    {
        var (channel, name) = (After(message, "channel:"), After(message, "instId:"));
        if (channel is OkxChannels.Funding or OkxChannels.Index)
            return FrameKind.Service;
        Reply = new RequestReply(request, error, name);
        return FrameKind.Reply;
    }

    private static string? After(string message, string label)
    {
        var start = message.IndexOf(label, StringComparison.Ordinal);
        if (start < 0)
            return null;
        var rest = message[(start + label.Length)..];
        return rest.Split(',', ' ') is [{ Length: > 0 } value, ..] ? value : null;
    }

    /// <summary>Leaves empty what is absent or no text.</summary>
    private static void ReadArgument(ReadOnlySpan<byte> json, out ReadOnlySpan<byte> channel, out ReadOnlySpan<byte> name)
    {
        channel = name = default;
        var reader = new Utf8JsonReader(json);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            return;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isChannel = reader.ValueTextEquals("channel"u8);
            var isName = reader.ValueTextEquals("instId"u8);
            reader.Read();
            if (isChannel && reader.TokenType == JsonTokenType.String)
                channel = reader.ValueSpan;
            else if (isName && reader.TokenType == JsonTokenType.String)
                name = reader.ValueSpan;
            else
                reader.Skip();
        }
    }

    /// <summary>Where the next value stands in the frame; the reader is left behind it.</summary>
    private static Range Slice(ref Utf8JsonReader reader)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return start..(int)reader.BytesConsumed;
    }

    /// <summary>What stands between the quotes; empty for what is not a text.</summary>
    private static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> value) => value is [(byte)'"', .. var text, (byte)'"'] ? text : default;

    private static FrameDefect Integer(ref Utf8JsonReader reader, out long value)
    {
        value = 0;
        if (reader.TokenType != JsonTokenType.String)
            return FrameDefect.WrongType;
        return Utf8Parser.TryParse(reader.ValueSpan, out value, out var length) && length == reader.ValueSpan.Length && value >= 0
            ? FrameDefect.None
            : FrameDefect.BadNumber;
    }

    private static FrameDefect Time(ref Utf8JsonReader reader, out long value)
    {
        var defect = Integer(ref reader, out value);
        return defect == FrameDefect.None && !UnixTime.Holds(value) ? FrameDefect.BadNumber : defect;
    }

    private static FrameDefect Number(ref Utf8JsonReader reader, out double value)
    {
        value = 0;
        if (reader.TokenType != JsonTokenType.String)
            return FrameDefect.WrongType;
        return DecimalText.TryParse(reader.ValueSpan, out value) ? FrameDefect.None : FrameDefect.BadNumber;
    }

    private static FrameDefect Positive(ref Utf8JsonReader reader, out double value)
    {
        var defect = Number(ref reader, out value);
        return defect == FrameDefect.None && !(value > 0) ? FrameDefect.BadNumber : defect;
    }

    private static FrameDefect NotNegative(ref Utf8JsonReader reader, out double value)
    {
        var defect = Number(ref reader, out value);
        return defect == FrameDefect.None && !(value >= 0) ? FrameDefect.BadNumber : defect;
    }

    private static FrameDefect Digits(ref Utf8JsonReader reader, out OkxNumber value)
    {
        value = default;
        if (reader.TokenType != JsonTokenType.String)
            return FrameDefect.WrongType;
        return OkxNumber.TryParse(reader.ValueSpan, out value) ? FrameDefect.None : FrameDefect.BadNumber;
    }
}
