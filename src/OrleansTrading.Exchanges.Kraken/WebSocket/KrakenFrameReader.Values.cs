using System.Text;
using System.Text.Json;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Streams;

namespace OrleansTrading.Exchanges.Kraken.WebSocket;

internal sealed partial class KrakenFrameReader
{
    private const string AlreadySubscribed = "Already subscribed";

    /// <summary>
    /// <c>{"method":"subscribe","req_id":1,"success":true,"result":{"channel":...,"symbol":...}}</c>, for each symbol of the request,
    /// or <c>{"method":"subscribe","req_id":1,"success":false,"error":...,"symbol":...}</c>.
    /// </summary>
    private FrameKind ReadReply(ReadOnlySpan<byte> frame)
    {
        var reader = new Utf8JsonReader(frame);
        reader.Read();
        long? id = null;
        string? error = null, symbol = null;
        var isSubscription = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            if (name.SequenceEqual("method"u8))
                isSubscription = reader.TokenType == JsonTokenType.String && (reader.ValueTextEquals("subscribe"u8) || reader.ValueTextEquals("unsubscribe"u8));
            else if (name.SequenceEqual("req_id"u8) && reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number))
                id = number;
            else if (name.SequenceEqual("error"u8) && reader.TokenType == JsonTokenType.String)
                error = reader.GetString();
            else if (name.SequenceEqual("symbol"u8) && reader.TokenType == JsonTokenType.String)
                symbol = reader.GetString();
            else if (name.SequenceEqual("time_out"u8) && reader.TokenType == JsonTokenType.String)
                Learn(reader.ValueSpan);
            else if (name.SequenceEqual("result"u8) && reader.TokenType == JsonTokenType.StartObject)
                symbol = SymbolIn(ref reader) ?? symbol;
            else
                reader.Skip();
        }

        if (!isSubscription)
            return FrameKind.Service;
        // A subscriber that comes later has the stream confirmed once more; that it flows already is a yes.
        if (error?.StartsWith(AlreadySubscribed, StringComparison.OrdinalIgnoreCase) == true)
            error = null;
        Reply = new RequestReply(id, error, symbol is null ? null : AltnameOf(symbol));
        return FrameKind.Reply;
    }

    private static string? SymbolIn(ref Utf8JsonReader reader)
    {
        string? symbol = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isSymbol = reader.ValueTextEquals("symbol"u8);
            reader.Read();
            if (isSymbol && reader.TokenType == JsonTokenType.String)
                symbol = reader.GetString();
            else
                reader.Skip();
        }

        return symbol;
    }

    private string AltnameOf(string symbol) =>
        pairs.TryFindSymbol(Encoding.UTF8.GetBytes(symbol), out var pair) ? pair.Altname : symbol;

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

    private static FrameDefect Text(scoped ref Utf8JsonReader reader, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (reader.TokenType != JsonTokenType.String)
            return FrameDefect.WrongType;
        text = reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan;
        return FrameDefect.None;
    }

    private static FrameDefect Time(ref Utf8JsonReader reader, out long time)
    {
        time = 0;
        if (reader.TokenType != JsonTokenType.String)
            return FrameDefect.WrongType;
        return KrakenTimestamps.TryParse(reader.ValueSpan, out time) ? FrameDefect.None : FrameDefect.BadNumber;
    }

    private static FrameDefect Integer(ref Utf8JsonReader reader, out long value)
    {
        value = 0;
        if (reader.TokenType != JsonTokenType.Number)
            return FrameDefect.WrongType;
        return reader.TryGetInt64(out value) && value >= 0 ? FrameDefect.None : FrameDefect.BadNumber;
    }

    private static FrameDefect Number(ref Utf8JsonReader reader, out double value)
    {
        value = 0;
        if (reader.TokenType != JsonTokenType.Number)
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
}
