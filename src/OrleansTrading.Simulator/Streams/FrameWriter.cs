using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Text;

namespace OrleansTrading.Simulator.Streams;

/// <summary>The venue's stream payloads, in the order of fields that the venue uses.</summary>
internal static class FrameWriter
{
    public static void AggTrade(Utf8Buffer json, SymbolSpec spec, in Trade trade, long eventTime)
    {
        json.Raw("{\"e\":\"aggTrade\",\"E\":"u8);
        json.Number(eventTime);
        json.Raw(",\"a\":"u8);
        json.Number(trade.AggregateId);
        Symbol(json, spec);
        json.Raw("\",\"p\":"u8);
        json.Fixed(trade.Price, spec.PriceDecimals);
        json.Raw(",\"q\":"u8);
        json.Fixed(trade.Quantity, spec.QuantityDecimals);
        json.Raw(",\"f\":"u8);
        json.Number(trade.FirstTradeId);
        json.Raw(",\"l\":"u8);
        json.Number(trade.LastTradeId);
        json.Raw(",\"T\":"u8);
        json.Number(trade.Time);
        json.Raw(trade.BuyerIsMaker ? ",\"m\":true}"u8 : ",\"m\":false}"u8);
    }

    /// <summary>The trade stream, which names the aggregate by its last single trade.</summary>
    public static void Trade(Utf8Buffer json, SymbolSpec spec, in Trade trade, long eventTime)
    {
        json.Raw("{\"e\":\"trade\",\"E\":"u8);
        json.Number(eventTime);
        json.Raw(",\"T\":"u8);
        json.Number(trade.Time);
        Symbol(json, spec);
        json.Raw("\",\"t\":"u8);
        json.Number(trade.LastTradeId);
        json.Raw(",\"p\":"u8);
        json.Fixed(trade.Price, spec.PriceDecimals);
        json.Raw(",\"q\":"u8);
        json.Fixed(trade.Quantity, spec.QuantityDecimals);
        json.Raw(",\"X\":\"MARKET\",\"m\":"u8);
        json.Bool(trade.BuyerIsMaker);
        json.Byte((byte)'}');
    }

    public static void BookTicker(Utf8Buffer json, SymbolSpec spec, in BookTicker ticker)
    {
        json.Raw("{\"e\":\"bookTicker\",\"u\":"u8);
        json.Number(ticker.UpdateId);
        Symbol(json, spec);
        json.Raw("\",\"b\":"u8);
        json.Fixed(ticker.Top.BidTicks * spec.TickUnits, spec.PriceDecimals);
        json.Raw(",\"B\":"u8);
        json.Fixed(ticker.BidSteps * spec.StepUnits, spec.QuantityDecimals);
        json.Raw(",\"a\":"u8);
        json.Fixed(ticker.Top.AskTicks * spec.TickUnits, spec.PriceDecimals);
        json.Raw(",\"A\":"u8);
        json.Fixed(ticker.AskSteps * spec.StepUnits, spec.QuantityDecimals);
        json.Raw(",\"T\":"u8);
        json.Number(ticker.Time);
        json.Raw(",\"E\":"u8);
        json.Number(ticker.Time);
        json.Byte((byte)'}');
    }

    public static void Kline(Utf8Buffer json, SymbolSpec spec, VenueInterval interval, in Candle candle, bool closed, long eventTime)
    {
        json.Raw("{\"e\":\"kline\",\"E\":"u8);
        json.Number(eventTime);
        Symbol(json, spec);
        json.Raw("\",\"k\":{\"t\":"u8);
        json.Number(candle.OpenTime);
        json.Raw(",\"T\":"u8);
        json.Number(candle.CloseTime);
        Symbol(json, spec);
        json.Raw("\",\"i\":\""u8);
        json.Raw(interval.Utf8Name);
        json.Raw("\",\"f\":"u8);
        json.Number(candle.FirstTradeId);
        json.Raw(",\"L\":"u8);
        json.Number(candle.LastTradeId);
        json.Raw(",\"o\":"u8);
        json.Fixed(candle.Open, spec.PriceDecimals);
        json.Raw(",\"c\":"u8);
        json.Fixed(candle.Close, spec.PriceDecimals);
        json.Raw(",\"h\":"u8);
        json.Fixed(candle.High, spec.PriceDecimals);
        json.Raw(",\"l\":"u8);
        json.Fixed(candle.Low, spec.PriceDecimals);
        json.Raw(",\"v\":"u8);
        json.Fixed(candle.Volume, spec.QuantityDecimals);
        json.Raw(",\"n\":"u8);
        json.Number(candle.Trades);
        json.Raw(closed ? ",\"x\":true,\"q\":"u8 : ",\"x\":false,\"q\":"u8);
        json.Fixed(candle.QuoteVolume, spec.QuoteDecimals);
        json.Raw(",\"V\":"u8);
        json.Fixed(candle.TakerBuyVolume, spec.QuantityDecimals);
        json.Raw(",\"Q\":"u8);
        json.Fixed(candle.TakerBuyQuote, spec.QuoteDecimals);
        json.Raw(",\"B\":\"0\"}}"u8);
    }

    public static void Depth(Utf8Buffer json, SymbolSpec spec, in DepthUpdate update)
    {
        json.Raw("{\"e\":\"depthUpdate\",\"E\":"u8);
        json.Number(update.Time);
        json.Raw(",\"T\":"u8);
        json.Number(update.Time);
        Symbol(json, spec);
        json.Raw("\",\"U\":"u8);
        json.Number(update.FirstId);
        json.Raw(",\"u\":"u8);
        json.Number(update.LastId);
        json.Raw(",\"pu\":"u8);
        json.Number(update.PreviousId);
        json.Raw(",\"b\":"u8);
        Levels(json, spec, update.Bids);
        json.Raw(",\"a\":"u8);
        Levels(json, spec, update.Asks);
        json.Byte((byte)'}');
    }

    public static void Levels(Utf8Buffer json, SymbolSpec spec, ReadOnlySpan<BookLevel> levels)
    {
        json.Byte((byte)'[');
        for (var i = 0; i < levels.Length; i++)
        {
            json.Raw(i == 0 ? "["u8 : ",["u8);
            json.Fixed(levels[i].PriceTicks * spec.TickUnits, spec.PriceDecimals);
            json.Byte((byte)',');
            if (levels[i].Steps == 0)
            {
                json.Raw("\"0\""u8);
            }
            else
            {
                json.Fixed(levels[i].Steps * spec.StepUnits, spec.QuantityDecimals);
            }

            json.Byte((byte)']');
        }

        json.Byte((byte)']');
    }

    public static void MarkPrice(Utf8Buffer json, ListedSymbol listed, long time)
    {
        var index = listed.Funding.IndexPrice(time);
        json.Raw("{\"e\":\"markPriceUpdate\",\"E\":"u8);
        json.Number(time);
        Symbol(json, listed.Spec);
        json.Raw("\",\"p\":"u8);
        json.Fixed(listed.Funding.MarkPrice(time), FundingModel.Decimals);
        json.Raw(",\"P\":"u8);
        json.Fixed(index, FundingModel.Decimals);
        json.Raw(",\"i\":"u8);
        json.Fixed(index, FundingModel.Decimals);
        json.Raw(",\"r\":"u8);
        json.Fixed(listed.Funding.Rate(time), FundingModel.Decimals);
        json.Raw(",\"T\":"u8);
        json.Number(FundingModel.NextFundingTime(time));
        json.Byte((byte)'}');
    }

    public static void ForceOrder(Utf8Buffer json, SymbolSpec spec, in Trade trade, long time)
    {
        json.Raw("{\"e\":\"forceOrder\",\"E\":"u8);
        json.Number(time);
        json.Raw(",\"o\":{\"s\":\""u8);
        json.Raw(spec.Utf8Name);
        json.Raw("\",\"S\":"u8);
        json.Raw(trade.BuyerIsMaker ? "\"SELL\""u8 : "\"BUY\""u8);
        json.Raw(",\"o\":\"LIMIT\",\"f\":\"IOC\",\"q\":"u8);
        json.Fixed(trade.Quantity, spec.QuantityDecimals);
        json.Raw(",\"p\":"u8);
        json.Fixed(trade.Price, spec.PriceDecimals);
        json.Raw(",\"ap\":"u8);
        json.Fixed(trade.Price, spec.PriceDecimals);
        json.Raw(",\"X\":\"FILLED\",\"l\":"u8);
        json.Fixed(trade.Quantity, spec.QuantityDecimals);
        json.Raw(",\"z\":"u8);
        json.Fixed(trade.Quantity, spec.QuantityDecimals);
        json.Raw(",\"T\":"u8);
        json.Number(trade.Time);
        json.Raw("}}"u8);
    }

    private static void Symbol(Utf8Buffer json, SymbolSpec spec)
    {
        json.Raw(",\"s\":\""u8);
        json.Raw(spec.Utf8Name);
    }
}
