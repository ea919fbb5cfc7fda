using System.Collections.Frozen;
using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Text;

namespace OrleansTrading.Simulator.Okx;

/// <summary>The public endpoints; each writes its rows, or answers why it refuses.</summary>
internal static class OkxEndpoints
{
    /// <summary>Rows of candles that /market/candles reaches back; /market/history-candles reaches further.</summary>
    private const int RecentCandles = 1_440;
    private const int MostLevels = 400;

    public static FrozenDictionary<string, Func<OkxCall, OkxError?>> All { get; } = new Dictionary<string, Func<OkxCall, OkxError?>>
    {
        ["public/time"] = Time,
        ["public/instruments"] = OkxListing.Instruments,
        ["public/mark-price"] = call => ForSome(call, static (json, swap, time) => OkxRows.Mark(json, swap, time)),
        ["public/open-interest"] = call => ForSome(call, static (json, swap, time) => OkxRows.OpenInterest(json, swap, time)),
        ["public/funding-rate"] = Funding,
        ["market/index-tickers"] = Index,
        ["market/tickers"] = call => ForSome(call, static (json, swap, time) => OkxRows.Ticker(json, swap, time)),
        ["market/ticker"] = Ticker,
        ["market/candles"] = call => Candles(call, mostRows: 300, isHistory: false),
        ["market/history-candles"] = call => Candles(call, mostRows: 100, isHistory: true),
        ["market/books"] = Book,
        ["market/trades"] = Trades,
        ["market/history-trades"] = HistoryTrades,
    }.ToFrozenDictionary();

    private static OkxError? Time(OkxCall call)
    {
        call.Row().Raw("{\"ts\":"u8);
        call.Json.Whole(call.TellTime);
        call.Json.Byte((byte)'}');
        return null;
    }

    private static OkxError? ForSome(OkxCall call, Action<Utf8Buffer, OkxSwap, long> write)
    {
        if (call.Some(out var some) is { } error)
            return error;
        foreach (var swap in some)
            write(call.Row(), swap, call.Now);
        return null;
    }

    private static OkxError? Funding(OkxCall call)
    {
        if (call.Swap(out var swap) is { } error)
            return error;
        OkxRows.Funding(call.Row(), swap, call.Now);
        return null;
    }

    private static OkxError? Ticker(OkxCall call)
    {
        if (call.Swap(out var swap) is { } error)
            return error;
        OkxRows.Ticker(call.Row(), swap, call.Now);
        return null;
    }

    private static OkxError? Index(OkxCall call)
    {
        if (!call.Swaps.TryFindUnderlying(call.Text("instId"), out var swap))
            return OkxCall.UnknownInstrument;
        OkxRows.Index(call.Row(), swap, call.Now);
        return null;
    }

    /// <summary>The newest rows between two bounds that both do not belong, newest first.</summary>
    private static OkxError? Candles(OkxCall call, int mostRows, bool isHistory)
    {
        long? after = null, before = null, limit = null;
        var error = call.Swap(out var swap) ?? call.Number("after", null, 0, long.MaxValue, out after)
            ?? call.Number("before", null, -1, long.MaxValue, out before) ?? call.Number("limit", 100, 1, long.MaxValue, out limit);
        if (error is not null)
            return error;
        if (OkxBars.Find(call.Text("bar") is { Length: > 0 } bar ? bar : "1m") is not { } interval)
            return OkxCall.Invalid("bar");
        var market = swap.Listed.Market;
        var rows = new List<Candle>();
        market.AppendCandles(interval, null, after - 1, (int)Math.Min(limit!.Value, mostRows), call.Now, rows);
        var oldest = isHistory ? long.MinValue : interval.Step(interval.OpenOf(call.Now), 1 - RecentCandles);
        foreach (var candle in Enumerable.Reverse(rows))
        {
            var isOver = candle.CloseTime < call.Now;
            if (candle.HasPrice && candle.OpenTime >= oldest && !(candle.OpenTime <= before) && (isOver || !isHistory))
                OkxRows.Candle(call.Row(), swap, candle, isOver);
        }

        return null;
    }

    private static OkxError? Book(OkxCall call)
    {
        long? size = null;
        if ((call.Swap(out var swap) ?? call.Number("sz", 1, 1, MostLevels, out size)) is { } error)
            return error;
        var levels = new BookLevel[size!.Value];
        var found = swap.Listed.TryTop(call.Now, out var top);
        var json = call.Row();
        json.Raw("{\"asks\":"u8);
        OkxRows.Levels(json, swap, levels.AsSpan(0, found ? swap.Listed.Book.Side(top, bids: false, levels) : 0));
        json.Raw(",\"bids\":"u8);
        OkxRows.Levels(json, swap, levels.AsSpan(0, found ? swap.Listed.Book.Side(top, bids: true, levels) : 0));
        json.Raw(",\"ts\":"u8);
        json.Whole(call.Now);
        json.Raw(",\"seqId\":"u8);
        json.Number(swap.Listed.Book.UpdateId(swap.Listed.Book.StepAt(call.Now)));
        json.Byte((byte)'}');
        return null;
    }

    private static OkxError? Trades(OkxCall call)
    {
        long? limit = null;
        if ((call.Swap(out var swap) ?? call.Number("limit", 100, 1, 500, out limit)) is { } error)
            return error;
        Write(call, swap, TradeQueries.Latest(swap.Listed.Market, call.Now, (int)limit!.Value));
        return null;
    }

    /// <summary>By ids (type 1) between two bounds that do not belong, or by times (type 2).</summary>
    private static OkxError? HistoryTrades(OkxCall call)
    {
        long? after = null, before = null, limit = null, type = null;
        var error = call.Swap(out var swap) ?? call.Number("after", null, 0, long.MaxValue, out after) ?? call.Number("before", null, -1, long.MaxValue, out before)
            ?? call.Number("limit", 100, 1, 100, out limit) ?? call.Number("type", 1, 1, 2, out type);
        if (error is not null)
            return error;
        var (market, count) = (swap.Listed.Market, (int)limit!.Value);
        List<Trade> found;
        if (type == 2)
            found = TradeQueries.Latest(market, Math.Min(call.Now, (after ?? long.MaxValue) - 1), count);
        else if (after is null && before is null)
            found = TradeQueries.Latest(market, call.Now, count);
        else
            found = ByIds(market, before, after, count, call.Now);
        Write(call, swap, found);
        return null;
    }

    private static List<Trade> ByIds(SymbolMarket market, long? before, long? after, int count, long now)
    {
        if (after is not { } end)
        {
            // The newest after an id, and not those next to it.
            return [.. TradeQueries.Latest(market, now, count).Where(trade => trade.AggregateId > before)];
        }

        var first = Math.Max(Math.Max(end - count, (before ?? -1) + 1), 1);
        return [.. TradeQueries.FromId(market, first, now, count).Where(trade => trade.AggregateId < end)];
    }

    private static void Write(OkxCall call, OkxSwap swap, List<Trade> trades)
    {
        foreach (var trade in Enumerable.Reverse(trades))
            OkxRows.Trade(call.Row(), swap, trade, withCount: false);
    }
}
