using System.Text.Json;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Exchanges.Rest;

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
        KlineRows.Expect(ref reader, JsonTokenType.StartArray);
        var klines = new List<Kline>();
        var previousClose = 0L;
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            var (kline, closeTime) = ReadRow(ref reader);
            KlineRows.Append(klines, kline, interval, isPreviousFinal: previousClose < final);
            previousClose = closeTime;
        }

        KlineRows.ExpectEnd(reader, klines.Count);
        return klines;
    }

    private static (Kline Kline, long CloseTime) ReadRow(ref Utf8JsonReader reader)
    {
        var openTime = KlineRows.ReadInteger(ref reader);
        var open = KlineRows.ReadNumber(ref reader);
        var high = KlineRows.ReadNumber(ref reader);
        var low = KlineRows.ReadNumber(ref reader);
        var close = KlineRows.ReadNumber(ref reader);
        var volume = KlineRows.ReadNumber(ref reader);
        var closeTime = KlineRows.ReadInteger(ref reader);
        var quoteVolume = KlineRows.ReadNumber(ref reader);
        var trades = KlineRows.ReadInteger(ref reader);
        var takerBuyVolume = KlineRows.ReadNumber(ref reader);
        var takerBuyQuoteVolume = KlineRows.ReadNumber(ref reader);
        KlineRows.SkipToEnd(ref reader);
        var kline = new Kline(
            openTime, open, high, low, close, volume, quoteVolume, takerBuyVolume, takerBuyQuoteVolume, checked((int)trades), Closed: false);
        return (kline, closeTime);
    }
}
