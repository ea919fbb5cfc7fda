using System.Text.Json;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Exchanges.Rest;

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
        KlineRows.Expect(ref reader, JsonTokenType.StartObject);
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
            KlineRows.Append(klines, kline, interval, isPreviousFinal: true);
        }

        KlineRows.ExpectEnd(reader, klines.Count);
        return klines;
    }

    private static Kline ReadRow(ref Utf8JsonReader reader)
    {
        var openTime = checked(KlineRows.ReadInteger(ref reader) * 1000);
        var open = KlineRows.ReadNumber(ref reader);
        var high = KlineRows.ReadNumber(ref reader);
        var low = KlineRows.ReadNumber(ref reader);
        var close = KlineRows.ReadNumber(ref reader);
        var average = KlineRows.ReadNumber(ref reader);
        var volume = KlineRows.ReadNumber(ref reader);
        var trades = checked((int)KlineRows.ReadInteger(ref reader));
        KlineRows.SkipToEnd(ref reader);
        return new Kline(openTime, open, high, low, close, volume, average * volume, 0, 0, trades, Closed: false);
    }
}
