using System.Text.Json;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Exchanges.MarketData;

namespace OrleansTrading.Exchanges.Rest;

/// <summary>What venues' tables of candles have in common: rows that are arrays of numbers and of numbers in text, oldest first.</summary>
public static class KlineRows
{
    /// <summary>Adds a row behind the others, and says of the one before it whether it is final.</summary>
    /// <exception cref="FormatException">The row contradicts itself or is out of order.</exception>
    public static void Append(List<Kline> klines, in Kline kline, KlineInterval interval, bool isPreviousFinal)
    {
        if (kline.Defect(interval) is { } defect)
            throw new FormatException($"row {klines.Count}: {defect}");
        if (klines.Count > 0)
        {
            if (klines[^1].OpenTime >= kline.OpenTime)
                throw new FormatException($"row {klines.Count}: open time {kline.OpenTime} does not come after {klines[^1].OpenTime}");
            klines[^1] = klines[^1] with { Closed = isPreviousFinal };
        }

        klines.Add(kline);
    }

    /// <summary>Passes over what a row has besides, to its end.</summary>
    public static void SkipToEnd(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            reader.Skip();
    }

    /// <exception cref="FormatException">After the last row the table does not end.</exception>
    public static void ExpectEnd(in Utf8JsonReader reader, int rows)
    {
        if (reader.TokenType != JsonTokenType.EndArray)
            throw new FormatException($"row {rows}: expected an array, got {reader.TokenType}");
    }

    /// <exception cref="FormatException">The next is not an integer.</exception>
    public static long ReadInteger(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.Number);
        return reader.TryGetInt64(out var value) ? value : throw new FormatException("expected an integer");
    }

    /// <exception cref="FormatException">The next is not a finite number in a string.</exception>
    public static double ReadNumber(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.String);
        return DecimalText.TryParse(reader.ValueSpan, out var value) ? value : throw new FormatException("expected a finite number in a string");
    }

    /// <exception cref="FormatException">The next is something else.</exception>
    public static void Expect(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (!reader.Read() || reader.TokenType != type)
            throw new FormatException($"expected {type}, got {reader.TokenType} at byte {reader.TokenStartIndex}");
    }
}
