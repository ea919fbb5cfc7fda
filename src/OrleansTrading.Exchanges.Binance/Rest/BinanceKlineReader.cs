using System.Text.Json;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Exchanges.MarketData;

namespace OrleansTrading.Exchanges.Binance.Rest;

/// <summary>
/// Reads the klines answer, an array of
/// <c>[openTime, open, high, low, close, volume, closeTime, quoteVolume, trades, takerBuyVolume, takerBuyQuoteVolume, unused]</c>
/// in which prices and volumes are text.
/// </summary>
internal static class BinanceKlineReader
{
    /// <param name="body">The answer.</param>
    /// <param name="interval">Length of the candles.</param>
    /// <param name="final">
    /// Venue time, Unix milliseconds. A candle is final when it closed before it and a later candle follows: either sign alone
    /// can be wrong, the time by a clock that is off, the later candle by trades that are still being counted.
    /// </param>
    /// <exception cref="FormatException">A row is not as documented, contradicts itself, or is out of order.</exception>
    /// <exception cref="JsonException">The answer is not JSON.</exception>
    public static List<Kline> Read(ReadOnlySpan<byte> body, KlineInterval interval, long final)
    {
        var reader = new Utf8JsonReader(body);
        Expect(ref reader, JsonTokenType.StartArray);
        var klines = new List<Kline>();
        var previousClose = 0L;
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            var (kline, closeTime) = ReadRow(ref reader);
            if (kline.Defect(interval) is { } defect)
                throw new FormatException($"row {klines.Count}: {defect}");
            if (klines.Count > 0)
            {
                if (klines[^1].OpenTime >= kline.OpenTime)
                    throw new FormatException($"row {klines.Count}: open time {kline.OpenTime} does not come after {klines[^1].OpenTime}");
                klines[^1] = klines[^1] with { Closed = previousClose < final };
            }

            klines.Add(kline);
            previousClose = closeTime;
        }

        if (reader.TokenType != JsonTokenType.EndArray)
            throw new FormatException($"row {klines.Count}: expected an array, got {reader.TokenType}");
        return klines;
    }

    private static (Kline Kline, long CloseTime) ReadRow(ref Utf8JsonReader reader)
    {
        var openTime = Integer(ref reader);
        var open = Number(ref reader);
        var high = Number(ref reader);
        var low = Number(ref reader);
        var close = Number(ref reader);
        var volume = Number(ref reader);
        var closeTime = Integer(ref reader);
        var quoteVolume = Number(ref reader);
        var trades = Integer(ref reader);
        var takerBuyVolume = Number(ref reader);
        var takerBuyQuoteVolume = Number(ref reader);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            reader.Skip();
        var kline = new Kline(
            openTime, open, high, low, close, volume, quoteVolume, takerBuyVolume, takerBuyQuoteVolume, checked((int)trades), Closed: false);
        return (kline, closeTime);
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
