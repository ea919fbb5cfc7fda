using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Text;

namespace OrleansTrading.Simulator.Rest;

/// <summary>Aggregate and single trades, oldest first.</summary>
internal static class TradeEndpoints
{
    private const int StandardLimit = 500;
    private const int LargestLimit = 1_000;

    public static ApiError? AggTrades(RestCall call)
    {
        var limit = 0;
        long? id = null;
        long? start = null;
        long? end = null;
        var error = call.Symbol(out var symbol) ?? call.Limit(StandardLimit, LargestLimit, out limit)
            ?? call.Number("fromId", out id) ?? call.Range(out start, out end);
        if (error is not null)
        {
            return error;
        }

        if (start is { } from && end is { } to && to - from > VenueInterval.Hour)
        {
            return new ApiError(400, -1127, "More than 1 hours between startTime and endTime.");
        }

        var market = symbol.Market;
        var last = Math.Min(end ?? call.Now, call.Now);
        var trades = (id, start) switch
        {
            ({ } first, _) => TradeQueries.FromId(market, first, call.Now, limit),
            (_, { } time) => TradeQueries.Between(market, time, last, limit),
            _ => TradeQueries.Latest(market, last, limit),
        };
        Write(call.Json, symbol.Spec, trades, WriteAggregate);
        return null;
    }

    public static ApiError? Trades(RestCall call)
    {
        var limit = 0;
        if ((call.Symbol(out var symbol) ?? call.Limit(StandardLimit, LargestLimit, out limit)) is { } error)
        {
            return error;
        }

        Write(call.Json, symbol.Spec, TradeQueries.Latest(symbol.Market, call.Now, limit), WriteSingle);
        return null;
    }

    public static void WriteAggregates(Utf8Buffer json, SymbolSpec spec, List<Trade> trades) => Write(json, spec, trades, WriteAggregate);

    private static void Write(Utf8Buffer json, SymbolSpec spec, List<Trade> trades, Action<Utf8Buffer, SymbolSpec, Trade> write)
    {
        json.Byte((byte)'[');
        for (var i = 0; i < trades.Count; i++)
        {
            if (i > 0)
            {
                json.Byte((byte)',');
            }

            write(json, spec, trades[i]);
        }

        json.Byte((byte)']');
    }

    private static void WriteAggregate(Utf8Buffer json, SymbolSpec spec, Trade trade)
    {
        json.Raw("{\"a\":"u8);
        json.Number(trade.AggregateId);
        json.Raw(",\"p\":"u8);
        json.Fixed(trade.Price, spec.PriceDecimals);
        json.Raw(",\"q\":"u8);
        json.Fixed(trade.Quantity, spec.QuantityDecimals);
        json.Raw(",\"f\":"u8);
        json.Number(trade.FirstTradeId);
        json.Raw(",\"l\":"u8);
        json.Number(trade.LastTradeId);
        json.Raw(",\"T\":"u8);
        json.Number(trade.Time);
        json.Raw(",\"m\":"u8);
        json.Bool(trade.BuyerIsMaker);
        json.Byte((byte)'}');
    }

    private static void WriteSingle(Utf8Buffer json, SymbolSpec spec, Trade trade)
    {
        json.Raw("{\"id\":"u8);
        json.Number(trade.LastTradeId);
        json.Raw(",\"price\":"u8);
        json.Fixed(trade.Price, spec.PriceDecimals);
        json.Raw(",\"qty\":"u8);
        json.Fixed(trade.Quantity, spec.QuantityDecimals);
        json.Raw(",\"quoteQty\":"u8);
        json.Fixed(trade.Quote, spec.QuoteDecimals);
        json.Raw(",\"time\":"u8);
        json.Number(trade.Time);
        json.Raw(",\"isBuyerMaker\":"u8);
        json.Bool(trade.BuyerIsMaker);
        json.Byte((byte)'}');
    }
}
