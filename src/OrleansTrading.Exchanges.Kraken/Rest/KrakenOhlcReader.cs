using System.Text.Json;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Exchanges.MarketData;

namespace OrleansTrading.Exchanges.Kraken.Rest;

/// <summary>
/// Reads the OHLC answer, <c>{"error":[],"result":{NAME:[[time, open, high, low, close, vwap, volume, count]...],"last":time}}</c>
/// in which times are seconds, and prices and volumes text. The value traded is the average price times the volume.
/// </summary>
internal static class KrakenOhlcReader
{
    /// <summary>
    /// Candles oldest first. The last row is the running candle; by the venue's word every row before it is committed, hence closed.
    /// </summary>
    /// <exception cref="FormatException">A row is not as documented, contradicts itself, or is out of order.</exception>
    /// <exception cref="JsonException">The answer is not JSON.</exception>
    public static List<Kline> Read(ReadOnlySpan<byte> body, KlineInterval interval)
    {
        var reader = new Utf8JsonReader(body);
        Expect(ref reader, JsonTokenType.StartObject);
        List<Kline>? klines = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isResult = reader.ValueTextEquals("result"u8);
            reader.Read();
            if (isResult && reader.TokenType == JsonTokenType.StartObject)
                klines = ReadResult(ref reader, interval);
            else
                reader.Skip();
        }

        return klines ?? throw new FormatException("the answer has no candles");
    }

    private static List<Kline>? ReadResult(ref Utf8JsonReader reader, KlineInterval interval)
    {
        List<Kline>? klines = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartArray)
                klines = ReadRows(ref reader, interval);
            else
                reader.Skip();
        }

        return klines;
    }

    private static List<Kline> ReadRows(ref Utf8JsonReader reader, KlineInterval interval)
    {
        var klines = new List<Kline>();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            var kline = ReadRow(ref reader);
            if (kline.Defect(interval) is { } defect)
                throw new FormatException($"row {klines.Count}: {defect}");
            if (klines.Count > 0)
            {
                if (klines[^1].OpenTime >= kline.OpenTime)
                    throw new FormatException($"row {klines.Count}: open time {kline.OpenTime} does not come after {klines[^1].OpenTime}");
                klines[^1] = klines[^1] with { Closed = true };
            }

            klines.Add(kline);
        }

        if (reader.TokenType != JsonTokenType.EndArray)
            throw new FormatException($"row {klines.Count}: expected an array, got {reader.TokenType}");
        return klines;
    }

    private static Kline ReadRow(ref Utf8JsonReader reader)
    {
        var openTime = checked(Integer(ref reader) * 1000);
        var open = Number(ref reader);
        var high = Number(ref reader);
        var low = Number(ref reader);
        var close = Number(ref reader);
        var average = Number(ref reader);
        var volume = Number(ref reader);
        var trades = checked((int)Integer(ref reader));
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            reader.Skip();
        return new Kline(openTime, open, high, low, close, volume, average * volume, 0, 0, trades, Closed: false);
    }

    private static long Integer(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.Number);
        return reader.TryGetInt64(out var value) ? value : throw new FormatException("expected an integer");
    }

    private static double Number(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.String);
        return DecimalText.TryParse(reader.ValueSpan, out var value) ? value : throw new FormatException("expected a finite number in a string");
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (!reader.Read() || reader.TokenType != type)
            throw new FormatException($"expected {type}, got {reader.TokenType} at byte {reader.TokenStartIndex}");
    }
}
