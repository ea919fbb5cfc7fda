using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Streams;
using OrleansTrading.Simulator.Text;

namespace OrleansTrading.Simulator.Kraken;

/// <summary>Messages of the second stream protocol.</summary>
internal static class KrakenFrames
{
    private const int PercentDecimals = 2;

    public static void Head(Utf8Buffer json, ReadOnlySpan<byte> channel, bool snapshot, long? time = null)
    {
        json.Raw("{\"channel\":\""u8);
        json.Raw(channel);
        json.Raw(snapshot ? "\",\"type\":\"snapshot\","u8 : "\",\"type\":\"update\","u8);
        if (time is { } at)
        {
            json.Raw("\"timestamp\":"u8);
            json.Timestamp(at);
            json.Byte((byte)',');
        }

        json.Raw("\"data\":["u8);
    }

    public static void Tail(Utf8Buffer json) => json.Raw("]}"u8);

    public static void Candle(Utf8Buffer json, KrakenPair pair, VenueInterval interval, in Candle candle)
    {
        Symbol(json, pair);
        json.Raw(",\"open\":"u8);
        json.Plain(pair.Price(candle.Open), pair.PriceDecimals);
        json.Raw(",\"high\":"u8);
        json.Plain(pair.Price(candle.High), pair.PriceDecimals);
        json.Raw(",\"low\":"u8);
        json.Plain(pair.Price(candle.Low), pair.PriceDecimals);
        json.Raw(",\"close\":"u8);
        json.Plain(pair.Price(candle.Close), pair.PriceDecimals);
        json.Raw(",\"trades\":"u8);
        json.Number(candle.Trades);
        json.Raw(",\"volume\":"u8);
        json.Plain(pair.Quantity(candle.Volume), pair.LotDecimals);
        json.Raw(",\"vwap\":"u8);
        json.Text(pair.AveragePrice(candle, pair.PriceDecimals));
        json.Raw(",\"interval_begin\":"u8);
        json.Timestamp(candle.OpenTime);
        json.Raw(",\"interval\":"u8);
        json.Number(KrakenIntervals.MinutesOf(interval));
        json.Raw(",\"timestamp\":"u8);
        json.Timestamp(candle.CloseTime + 1);
        json.Byte((byte)'}');
    }

    public static void Trade(Utf8Buffer json, KrakenPair pair, in Trade trade)
    {
        Symbol(json, pair);
        json.Raw(trade.BuyerIsMaker ? ",\"side\":\"sell\",\"price\":"u8 : ",\"side\":\"buy\",\"price\":"u8);
        json.Plain(pair.Price(trade.Price), pair.PriceDecimals);
        json.Raw(",\"qty\":"u8);
        json.Plain(pair.Quantity(trade.Quantity), pair.LotDecimals);
        json.Raw(",\"ord_type\":\"market\",\"trade_id\":"u8);
        json.Number(trade.AggregateId);
        json.Raw(",\"timestamp\":"u8);
        json.Timestamp(trade.Time);
        json.Byte((byte)'}');
    }

    public static void Ticker(Utf8Buffer json, KrakenPair pair, in BookTicker best, long time)
    {
        var day = pair.Listed.RollingDay.At(time, out var last);
        var top = best.Top;
        Symbol(json, pair);
        json.Raw(",\"bid\":"u8);
        json.Plain(pair.PriceOf(new BookLevel(top.BidTicks, 0)), pair.PriceDecimals);
        json.Raw(",\"bid_qty\":"u8);
        json.Plain(pair.QuantityOf(new BookLevel(0, best.BidSteps)), pair.LotDecimals);
        json.Raw(",\"ask\":"u8);
        json.Plain(pair.PriceOf(new BookLevel(top.AskTicks, 0)), pair.PriceDecimals);
        json.Raw(",\"ask_qty\":"u8);
        json.Plain(pair.QuantityOf(new BookLevel(0, best.AskSteps)), pair.LotDecimals);
        json.Raw(",\"last\":"u8);
        json.Plain(pair.Price(last.Price), pair.PriceDecimals);
        json.Raw(",\"volume\":"u8);
        json.Plain(pair.Quantity(day.Volume), pair.LotDecimals);
        json.Raw(",\"vwap\":"u8);
        json.Text(pair.AveragePrice(day, pair.PriceDecimals));
        json.Raw(",\"low\":"u8);
        json.Plain(pair.Price(day.Low), pair.PriceDecimals);
        json.Raw(",\"high\":"u8);
        json.Plain(pair.Price(day.High), pair.PriceDecimals);
        json.Raw(",\"change\":"u8);
        json.Plain(pair.Price(day.Close) - pair.Price(day.Open), pair.PriceDecimals);
        json.Raw(",\"change_pct\":"u8);
        json.Plain(day.Open == 0 ? 0 : (day.Close - day.Open) * 10_000 / day.Open, PercentDecimals);
        json.Raw(",\"timestamp\":"u8);
        json.Timestamp(time);
        json.Byte((byte)'}');
    }

    public static void Book(Utf8Buffer json, KrakenPair pair, ReadOnlySpan<BookLevel> bids, ReadOnlySpan<BookLevel> asks, uint checksum, long time)
    {
        Symbol(json, pair);
        json.Raw(",\"bids\":"u8);
        Levels(json, pair, bids);
        json.Raw(",\"asks\":"u8);
        Levels(json, pair, asks);
        json.Raw(",\"checksum\":"u8);
        json.Number(checksum);
        json.Raw(",\"timestamp\":"u8);
        json.Timestamp(time);
        json.Byte((byte)'}');
    }

    private static void Levels(Utf8Buffer json, KrakenPair pair, ReadOnlySpan<BookLevel> levels)
    {
        json.Byte((byte)'[');
        for (var index = 0; index < levels.Length; index++)
        {
            json.Raw(index == 0 ? "{\"price\":"u8 : ",{\"price\":"u8);
            json.Plain(pair.PriceOf(levels[index]), pair.PriceDecimals);
            json.Raw(",\"qty\":"u8);
            json.Plain(pair.QuantityOf(levels[index]), pair.LotDecimals);
            json.Byte((byte)'}');
        }

        json.Byte((byte)']');
    }

    private static void Symbol(Utf8Buffer json, KrakenPair pair)
    {
        json.Raw("{\"symbol\":\""u8);
        json.Raw(pair.Utf8Symbol);
        json.Byte((byte)'"');
    }
}
