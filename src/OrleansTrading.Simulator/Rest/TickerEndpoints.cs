using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Streams;

namespace OrleansTrading.Simulator.Rest;

/// <summary>24-hour, price and book tickers, of one symbol or of all.</summary>
internal static class TickerEndpoints
{
    public static ApiError? Day(RestCall call) => OneOrAll(call, WriteDay);

    public static ApiError? Price(RestCall call) => OneOrAll(call, WritePrice);

    public static ApiError? Book(RestCall call) => OneOrAll(call, WriteBook);

    private static ApiError? OneOrAll(RestCall call, Action<RestCall, ListedSymbol> write)
    {
        if (call.SymbolOrAll(out var symbol) is { } error)
        {
            return error;
        }

        call.OneOrAll(symbol, write);
        return null;
    }

    private static void WriteDay(RestCall call, ListedSymbol listed)
    {
        var json = call.Json;
        var spec = listed.Spec;
        var day = listed.RollingDay.At(call.Now, out var last);
        Symbol(call, spec);
        json.Raw(",\"priceChange\":"u8);
        json.Fixed(day.Close - day.Open, spec.PriceDecimals);
        json.Raw(",\"priceChangePercent\":"u8);
        json.Fixed(TickerWriter.ChangePercent(day), 3);
        json.Raw(",\"weightedAvgPrice\":"u8);
        json.Fixed(TickerWriter.WeightedAverage(spec, day), spec.PriceDecimals);
        json.Raw(",\"lastPrice\":"u8);
        json.Fixed(day.Close, spec.PriceDecimals);
        json.Raw(",\"lastQty\":"u8);
        json.Fixed(last.Quantity, spec.QuantityDecimals);
        json.Raw(",\"openPrice\":"u8);
        json.Fixed(day.Open, spec.PriceDecimals);
        json.Raw(",\"highPrice\":"u8);
        json.Fixed(day.High, spec.PriceDecimals);
        json.Raw(",\"lowPrice\":"u8);
        json.Fixed(day.Low, spec.PriceDecimals);
        json.Raw(",\"volume\":"u8);
        json.Fixed(day.Volume, spec.QuantityDecimals);
        json.Raw(",\"quoteVolume\":"u8);
        json.Fixed(day.QuoteVolume, spec.QuoteDecimals);
        json.Raw(",\"openTime\":"u8);
        json.Number(day.OpenTime);
        json.Raw(",\"closeTime\":"u8);
        json.Number(day.CloseTime);
        json.Raw(",\"firstId\":"u8);
        json.Number(day.FirstTradeId);
        json.Raw(",\"lastId\":"u8);
        json.Number(day.LastTradeId);
        json.Raw(",\"count\":"u8);
        json.Number(day.Trades);
        json.Byte((byte)'}');
    }

    private static void WritePrice(RestCall call, ListedSymbol listed)
    {
        listed.Market.TryLastTrade(call.Now, Scratch.Trades, out var last);
        Symbol(call, listed.Spec);
        call.Json.Raw(",\"price\":"u8);
        call.Json.Fixed(last.Price, listed.Spec.PriceDecimals);
        Time(call, last.Time);
    }

    private static void WriteBook(RestCall call, ListedSymbol listed)
    {
        var json = call.Json;
        var spec = listed.Spec;
        listed.TryTop(call.Now, out var top);
        var ticker = BookTicker.At(listed.Book, top, call.Now);
        Symbol(call, spec);
        json.Raw(",\"bidPrice\":"u8);
        json.Fixed(top.BidTicks * spec.TickUnits, spec.PriceDecimals);
        json.Raw(",\"bidQty\":"u8);
        json.Fixed(ticker.BidSteps * spec.StepUnits, spec.QuantityDecimals);
        json.Raw(",\"askPrice\":"u8);
        json.Fixed(top.AskTicks * spec.TickUnits, spec.PriceDecimals);
        json.Raw(",\"askQty\":"u8);
        json.Fixed(ticker.AskSteps * spec.StepUnits, spec.QuantityDecimals);
        Time(call, call.Now);
    }

    private static void Symbol(RestCall call, SymbolSpec spec)
    {
        call.Json.Raw("{\"symbol\":\""u8);
        call.Json.Raw(spec.Utf8Name);
        call.Json.Byte((byte)'"');
    }

    private static void Time(RestCall call, long time)
    {
        call.Json.Raw(",\"time\":"u8);
        call.Json.Number(time);
        call.Json.Byte((byte)'}');
    }
}
