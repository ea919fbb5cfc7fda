using System.Text.Json;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Streams;

namespace OrleansTrading.Exchanges.Binance.WebSocket;

internal sealed partial class BinanceFrameReader
{
    /// <summary>Stands for a two-letter name that matters, <c>pu</c>.</summary>
    private const char PreviousUpdate = '\u0001';

    /// <summary>Moves onto the next member's value; false at the object's end. Names of other lengths come out as '\0'.</summary>
    private static bool NextMember(ref Utf8JsonReader reader, out char member)
    {
        member = '\0';
        if (!reader.Read() || reader.TokenType != JsonTokenType.PropertyName)
            return false;
        var name = reader.ValueSpan;
        if (name.Length == 1)
            member = (char)name[0];
        else if (name.SequenceEqual("pu"u8))
            member = PreviousUpdate;
        else if (name.SequenceEqual("ap"u8))
            member = AveragePrice;
        return reader.Read();
    }

    private static FrameDefect Expect(ref Utf8JsonReader reader, ReadOnlySpan<byte> text)
    {
        if (reader.TokenType != JsonTokenType.String)
            return FrameDefect.WrongType;
        return reader.ValueTextEquals(text) ? FrameDefect.None : FrameDefect.Mismatch;
    }

    private static FrameDefect Integer(ref Utf8JsonReader reader, out long value)
    {
        value = 0;
        if (reader.TokenType != JsonTokenType.Number)
            return FrameDefect.WrongType;
        return reader.TryGetInt64(out value) && value >= 0 ? FrameDefect.None : FrameDefect.BadNumber;
    }

    private static FrameDefect Time(ref Utf8JsonReader reader, out long value)
    {
        var defect = Integer(ref reader, out value);
        return defect == FrameDefect.None && !UnixTime.Holds(value) ? FrameDefect.BadNumber : defect;
    }

    private static FrameDefect Flag(ref Utf8JsonReader reader, out bool value)
    {
        value = reader.TokenType == JsonTokenType.True;
        return value || reader.TokenType == JsonTokenType.False ? FrameDefect.None : FrameDefect.WrongType;
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
}
