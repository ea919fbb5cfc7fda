using System.Collections.Frozen;
using System.Globalization;
using OrleansTrading.Simulator.Market;

namespace OrleansTrading.Simulator.Kraken;

/// <summary>The public endpoints; each writes its result, or answers the text of its refusal.</summary>
internal static class KrakenEndpoints
{
    /// <summary>Rows of candles that the venue keeps, the running one included.</summary>
    public const int MostCandles = 720;
    private const int MostTrades = 1_000;
    private const long NanosecondsPerMillisecond = 1_000_000;

    public static FrozenDictionary<string, Func<KrakenCall, string?>> All { get; } = new Dictionary<string, Func<KrakenCall, string?>>
    {
        ["Time"] = Time,
        ["SystemStatus"] = Status,
        ["Assets"] = KrakenListing.Assets,
        ["AssetPairs"] = KrakenListing.Pairs,
        ["OHLC"] = Candles,
        ["Ticker"] = Ticker,
        ["Depth"] = Depth,
        ["Trades"] = Trades,
    }.ToFrozenDictionary();

    private static string? Time(KrakenCall call)
    {
        call.Json.Raw("{\"unixtime\":"u8);
        call.Json.Number(call.TellTime / 1000);
        call.Json.Raw(",\"rfc1123\":"u8);
        call.Json.Quoted(DateTimeOffset.FromUnixTimeMilliseconds(call.TellTime).ToString("ddd, dd MMM yy HH:mm:ss '+0000'", CultureInfo.InvariantCulture));
        call.Json.Byte((byte)'}');
        return null;
    }

    private static string? Status(KrakenCall call)
    {
        call.Json.Raw("{\"status\":\"online\",\"timestamp\":"u8);
        call.Json.Quoted(DateTimeOffset.FromUnixTimeMilliseconds(call.TellTime).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        call.Json.Byte((byte)'}');
        return null;
    }

    /// <summary>Rows after <c>since</c>, never older than the newest 720, and always the running one.</summary>
    private static string? Candles(KrakenCall call)
    {
        long minutes = 0, since = 0;
        var error = call.Pair(out var pair) ?? call.Number("interval", 1, 1, 21_600, out minutes) ?? call.Number("since", 0, 0, long.MaxValue / 1000, out since);
        if (error is not null)
            return error;
        if (KrakenIntervals.Find(minutes) is not { } interval)
            return KrakenCall.Invalid("interval");
        var rows = new List<Candle>(MostCandles);
        pair.Listed.Market.AppendCandles(interval, null, call.Now, MostCandles, call.Now, rows);
        var json = call.Json;
        json.Byte((byte)'{');
        json.Quoted(pair.Name);
        json.Raw(":["u8);
        var written = 0;
        for (var index = 0; index < rows.Count; index++)
        {
            if (!rows[index].HasPrice || (rows[index].OpenTime / 1000 <= since && index < rows.Count - 1))
                continue;
            if (written++ > 0)
                json.Byte((byte)',');
            Row(call, pair, rows[index]);
        }

        json.Raw("],\"last\":"u8);
        json.Number(rows.Count > 1 ? rows[^2].OpenTime / 1000 : 0);
        json.Byte((byte)'}');
        return null;
    }

    private static void Row(KrakenCall call, KrakenPair pair, in Candle candle)
    {
        var json = call.Json;
        json.Byte((byte)'[');
        json.Number(candle.OpenTime / 1000);
        foreach (var price in (ReadOnlySpan<long>)[candle.Open, candle.High, candle.Low, candle.Close])
        {
            json.Byte((byte)',');
            json.Fixed(pair.Price(price), pair.PriceDecimals);
        }

        json.Byte((byte)',');
        json.Quoted(pair.AveragePrice(candle, pair.PriceDecimals));
        json.Byte((byte)',');
        json.Fixed(pair.Quantity(candle.Volume), pair.LotDecimals);
        json.Byte((byte)',');
        json.Number(candle.Trades);
        json.Byte((byte)']');
    }

    private static string? Ticker(KrakenCall call)
    {
        if (call.Some(out var some) is { } error)
            return error;
        call.Members(some, KrakenTickers.Write);
        return null;
    }

    private static string? Depth(KrakenCall call)
    {
        long count = 0;
        if ((call.Pair(out var pair) ?? call.Number("count", 100, 1, 500, out count)) is { } error)
            return error;
        var json = call.Json;
        var found = pair.Listed.TryTop(call.Now, out var top);
        var levels = new BookLevel[Math.Min(count, BookModel.Depth)];
        json.Byte((byte)'{');
        json.Quoted(pair.Name);
        json.Raw(":{\"asks\":"u8);
        Levels(call, pair, levels.AsSpan(0, found ? pair.Listed.Book.Side(top, bids: false, levels) : 0));
        json.Raw(",\"bids\":"u8);
        Levels(call, pair, levels.AsSpan(0, found ? pair.Listed.Book.Side(top, bids: true, levels) : 0));
        json.Raw("}}"u8);
        return null;
    }

    private static void Levels(KrakenCall call, KrakenPair pair, ReadOnlySpan<BookLevel> levels)
    {
        var json = call.Json;
        json.Byte((byte)'[');
        for (var index = 0; index < levels.Length; index++)
        {
            json.Raw(index == 0 ? "["u8 : ",["u8);
            json.Fixed(pair.PriceOf(levels[index]), pair.PriceDecimals);
            json.Byte((byte)',');
            json.Fixed(pair.QuantityOf(levels[index]), pair.LotDecimals);
            json.Byte((byte)',');
            json.Number(call.Now / 1000);
            json.Byte((byte)']');
        }

        json.Byte((byte)']');
    }

    /// <summary>Trades after <c>since</c>, which is in nanoseconds; the newest when it is not given.</summary>
    private static string? Trades(KrakenCall call)
    {
        long since = 0, count = 0;
        if ((call.Pair(out var pair) ?? call.Number("since", 0, 0, long.MaxValue, out since) ?? call.Number("count", MostTrades, 1, MostTrades, out count)) is { } error)
            return error;
        var market = pair.Listed.Market;
        var trades = since == 0
            ? TradeQueries.Latest(market, call.Now, (int)count)
            : TradeQueries.Between(market, (since / NanosecondsPerMillisecond) + 1, call.Now, (int)count);
        var json = call.Json;
        json.Byte((byte)'{');
        json.Quoted(pair.Name);
        json.Raw(":["u8);
        for (var index = 0; index < trades.Count; index++)
        {
            var trade = trades[index];
            json.Raw(index == 0 ? "["u8 : ",["u8);
            json.Fixed(pair.Price(trade.Price), pair.PriceDecimals);
            json.Byte((byte)',');
            json.Fixed(pair.Quantity(trade.Quantity), pair.LotDecimals);
            json.Byte((byte)',');
            json.Plain(trade.Time, 3);
            json.Raw(trade.BuyerIsMaker ? ",\"s\",\"m\",\"\","u8 : ",\"b\",\"m\",\"\","u8);
            json.Number(trade.AggregateId);
            json.Byte((byte)']');
        }

        json.Raw("],\"last\":\""u8);
        json.Number(trades.Count > 0 ? trades[^1].Time * NanosecondsPerMillisecond : since);
        json.Raw("\"}"u8);
        return null;
    }
}
