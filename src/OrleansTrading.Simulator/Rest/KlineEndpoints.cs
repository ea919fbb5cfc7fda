using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Text;

namespace OrleansTrading.Simulator.Rest;

/// <summary>Candles as arrays of twelve, oldest first.</summary>
internal static class KlineEndpoints
{
    public const int StandardLimit = 500;
    public const int LargestLimit = 1_500;

    public static ApiError? Klines(RestCall call)
    {
        if (call.Symbol(out var symbol) is { } unknown)
        {
            return unknown;
        }

        if (!call.Has("interval"))
        {
            return ApiError.Missing("interval");
        }

        if (VenueInterval.Find(call.Text("interval")) is not { } interval)
        {
            return ApiError.BadInterval;
        }

        long? start = null;
        long? end = null;
        if ((call.Limit(StandardLimit, LargestLimit, out var limit) ?? call.Range(out start, out end)) is { } bad)
        {
            return bad;
        }

        var candles = new List<Candle>(limit);
        symbol.Market.AppendCandles(interval, start, end, limit, call.Now, candles);
        Write(call.Json, symbol.Spec, candles);
        return null;
    }

    public static void Write(Utf8Buffer json, SymbolSpec spec, List<Candle> candles)
    {
        json.Byte((byte)'[');
        for (var i = 0; i < candles.Count; i++)
        {
            if (i > 0)
            {
                json.Byte((byte)',');
            }

            Write(json, spec, candles[i]);
        }

        json.Byte((byte)']');
    }

    private static void Write(Utf8Buffer json, SymbolSpec spec, in Candle candle)
    {
        json.Byte((byte)'[');
        json.Number(candle.OpenTime);
        json.Byte((byte)',');
        json.Fixed(candle.Open, spec.PriceDecimals);
        json.Byte((byte)',');
        json.Fixed(candle.High, spec.PriceDecimals);
        json.Byte((byte)',');
        json.Fixed(candle.Low, spec.PriceDecimals);
        json.Byte((byte)',');
        json.Fixed(candle.Close, spec.PriceDecimals);
        json.Byte((byte)',');
        json.Fixed(candle.Volume, spec.QuantityDecimals);
        json.Byte((byte)',');
        json.Number(candle.CloseTime);
        json.Byte((byte)',');
        json.Fixed(candle.QuoteVolume, spec.QuoteDecimals);
        json.Byte((byte)',');
        json.Number(candle.Trades);
        json.Byte((byte)',');
        json.Fixed(candle.TakerBuyVolume, spec.QuantityDecimals);
        json.Byte((byte)',');
        json.Fixed(candle.TakerBuyQuote, spec.QuoteDecimals);
        json.Raw(",\"0\"]"u8);
    }
}
