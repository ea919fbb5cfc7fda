using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Streams;

namespace OrleansTrading.Simulator.Kraken;

/// <summary>
/// The ticker of requests: today and the last 24 hours side by side. The simulated market has a rolling day only, which stands for both.
/// </summary>
internal static class KrakenTickers
{
    private const int AverageDecimals = 5;

    public static void Write(KrakenCall call, KrakenPair pair)
    {
        var listed = pair.Listed;
        var json = call.Json;
        var day = listed.RollingDay.At(call.Now, out var last);
        listed.TryTop(call.Now, out var top);
        var best = BookTicker.At(listed.Book, top, call.Now);
        Best(call, pair, "{\"a\":["u8, new BookLevel(top.AskTicks, best.AskSteps));
        Best(call, pair, "],\"b\":["u8, new BookLevel(top.BidTicks, best.BidSteps));
        json.Raw("],\"c\":["u8);
        json.Fixed(pair.Price(last.Price), pair.PriceDecimals);
        json.Byte((byte)',');
        json.Fixed(pair.Quantity(last.Quantity), pair.LotDecimals);
        Twice(call, "],\"v\":["u8, pair.Quantity(day.Volume), pair.LotDecimals);
        var average = pair.AveragePrice(day, AverageDecimals);
        json.Raw("],\"p\":["u8);
        json.Quoted(average);
        json.Byte((byte)',');
        json.Quoted(average);
        json.Raw("],\"t\":["u8);
        json.Number(day.Trades);
        json.Byte((byte)',');
        json.Number(day.Trades);
        Twice(call, "],\"l\":["u8, pair.Price(day.Low), pair.PriceDecimals);
        Twice(call, "],\"h\":["u8, pair.Price(day.High), pair.PriceDecimals);
        json.Raw("],\"o\":"u8);
        json.Fixed(pair.Price(day.Open), pair.PriceDecimals);
        json.Byte((byte)'}');
    }

    private static void Best(KrakenCall call, KrakenPair pair, ReadOnlySpan<byte> head, in BookLevel level)
    {
        call.Json.Raw(head);
        call.Json.Fixed(pair.PriceOf(level), pair.PriceDecimals);
        call.Json.Raw(",\"1\","u8);
        call.Json.Fixed(pair.QuantityOf(level), pair.LotDecimals);
    }

    private static void Twice(KrakenCall call, ReadOnlySpan<byte> head, long units, int decimals)
    {
        call.Json.Raw(head);
        call.Json.Fixed(units, decimals);
        call.Json.Byte((byte)',');
        call.Json.Fixed(units, decimals);
    }
}
