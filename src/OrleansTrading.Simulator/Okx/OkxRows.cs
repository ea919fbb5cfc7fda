using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Streams;
using OrleansTrading.Simulator.Text;

namespace OrleansTrading.Simulator.Okx;

/// <summary>Rows of data. Answers and streams have them in common.</summary>
internal static class OkxRows
{
    public static void Candle(Utf8Buffer json, OkxSwap swap, in Candle candle, bool isOver)
    {
        var spec = swap.Spec;
        json.Byte((byte)'[');
        json.Whole(candle.OpenTime);
        json.Member(","u8, candle.Open, spec.PriceDecimals);
        json.Member(","u8, candle.High, spec.PriceDecimals);
        json.Member(","u8, candle.Low, spec.PriceDecimals);
        json.Member(","u8, candle.Close, spec.PriceDecimals);
        json.Member(","u8, candle.Volume, OkxSwap.SizeDecimals);
        json.Member(","u8, candle.Volume, spec.QuantityDecimals);
        json.Member(","u8, candle.QuoteVolume, spec.QuoteDecimals);
        json.Raw(isOver ? ",\"1\"]"u8 : ",\"0\"]"u8);
    }

    public static void Trade(Utf8Buffer json, OkxSwap swap, in Trade trade, bool withCount)
    {
        Named(json, "{\"instId\":\""u8, swap.Utf8Name);
        json.Raw(",\"tradeId\":"u8);
        json.Whole(trade.AggregateId);
        json.Member(",\"px\":"u8, trade.Price, swap.Spec.PriceDecimals);
        json.Member(",\"sz\":"u8, trade.Quantity, OkxSwap.SizeDecimals);
        json.Raw(trade.BuyerIsMaker ? ",\"side\":\"sell\""u8 : ",\"side\":\"buy\""u8);
        if (withCount)
            json.Raw(",\"count\":\"1\""u8);
        Stamp(json, trade.Time);
    }

    public static void Ticker(Utf8Buffer json, OkxSwap swap, long time)
    {
        var spec = swap.Spec;
        var day = swap.Listed.RollingDay.At(time, out var last);
        swap.Listed.TryTop(time, out var top);
        var best = BookTicker.At(swap.Listed.Book, top, time);
        Named(json, "{\"instType\":\"SWAP\",\"instId\":\""u8, swap.Utf8Name);
        json.Member(",\"last\":"u8, last.Price, spec.PriceDecimals);
        json.Member(",\"lastSz\":"u8, last.Quantity, OkxSwap.SizeDecimals);
        json.Member(",\"askPx\":"u8, top.AskTicks * spec.TickUnits, spec.PriceDecimals);
        json.Member(",\"askSz\":"u8, best.AskSteps * spec.StepUnits, OkxSwap.SizeDecimals);
        json.Member(",\"bidPx\":"u8, top.BidTicks * spec.TickUnits, spec.PriceDecimals);
        json.Member(",\"bidSz\":"u8, best.BidSteps * spec.StepUnits, OkxSwap.SizeDecimals);
        json.Member(",\"open24h\":"u8, day.Open, spec.PriceDecimals);
        json.Member(",\"high24h\":"u8, day.High, spec.PriceDecimals);
        json.Member(",\"low24h\":"u8, day.Low, spec.PriceDecimals);
        json.Member(",\"volCcy24h\":"u8, day.Volume, spec.QuantityDecimals);
        json.Member(",\"vol24h\":"u8, day.Volume, OkxSwap.SizeDecimals);
        json.Member(",\"sodUtc0\":"u8, day.Open, spec.PriceDecimals);
        json.Member(",\"sodUtc8\":"u8, day.Open, spec.PriceDecimals);
        Stamp(json, time);
    }

    public static void Mark(Utf8Buffer json, OkxSwap swap, long time)
    {
        Named(json, "{\"instType\":\"SWAP\",\"instId\":\""u8, swap.Utf8Name);
        json.Member(",\"markPx\":"u8, swap.Listed.Funding.MarkPrice(time), FundingModel.Decimals);
        Stamp(json, time);
    }

    public static void Index(Utf8Buffer json, OkxSwap swap, long time)
    {
        Named(json, "{\"instId\":\""u8, swap.Utf8Underlying);
        var price = swap.Listed.Funding.IndexPrice(time);
        json.Member(",\"idxPx\":"u8, price, FundingModel.Decimals);
        json.Member(",\"high24h\":"u8, price, FundingModel.Decimals);
        json.Member(",\"sodUtc0\":"u8, price, FundingModel.Decimals);
        json.Member(",\"open24h\":"u8, price, FundingModel.Decimals);
        json.Member(",\"low24h\":"u8, price, FundingModel.Decimals);
        json.Member(",\"sodUtc8\":"u8, price, FundingModel.Decimals);
        Stamp(json, time);
    }

    public static void Funding(Utf8Buffer json, OkxSwap swap, long time)
    {
        var funding = swap.Listed.Funding;
        var due = FundingModel.NextFundingTime(time);
        Named(json, "{\"instType\":\"SWAP\",\"instId\":\""u8, swap.Utf8Name);
        json.Member(",\"method\":\"current_period\",\"formulaType\":\"withRate\",\"fundingRate\":"u8, funding.Rate(time), FundingModel.Decimals);
        json.Raw(",\"fundingTime\":"u8);
        json.Whole(due);
        json.Raw(",\"nextFundingRate\":\"\",\"nextFundingTime\":"u8);
        json.Whole(FundingModel.NextFundingTime(due));
        json.Raw(",\"minFundingRate\":\"-0.00375\",\"maxFundingRate\":\"0.00375\",\"settState\":\"settled\""u8);
        json.Member(",\"settFundingRate\":"u8, funding.Rate(due - FundingPeriod - 1), FundingModel.Decimals);
        json.Raw(",\"premium\":\"0\""u8);
        Stamp(json, time);
    }

    public static void OpenInterest(Utf8Buffer json, OkxSwap swap, long time)
    {
        var units = swap.Listed.Funding.OpenInterest(time);
        Named(json, "{\"instType\":\"SWAP\",\"instId\":\""u8, swap.Utf8Name);
        json.Member(",\"oi\":"u8, units, OkxSwap.SizeDecimals);
        json.Member(",\"oiCcy\":"u8, units, swap.Spec.QuantityDecimals);
        Stamp(json, time);
    }

    /// <summary>Rows of price, contracts, an old zero, and orders.</summary>
    public static void Levels(Utf8Buffer json, OkxSwap swap, ReadOnlySpan<BookLevel> levels)
    {
        json.Byte((byte)'[');
        for (var index = 0; index < levels.Length; index++)
        {
            json.Member(index == 0 ? "["u8 : ",["u8, swap.PriceOf(levels[index]), swap.Spec.PriceDecimals);
            json.Member(","u8, swap.SizeOf(levels[index]), OkxSwap.SizeDecimals);
            json.Raw(levels[index].Steps == 0 ? ",\"0\",\"0\"]"u8 : ",\"0\",\"1\"]"u8);
        }

        json.Byte((byte)']');
    }

    private const long FundingPeriod = 8 * VenueInterval.Hour;

    private static void Named(Utf8Buffer json, ReadOnlySpan<byte> head, byte[] name)
    {
        json.Raw(head);
        json.Raw(name);
        json.Byte((byte)'"');
    }

    /// <summary>The time, and the end of the row.</summary>
    private static void Stamp(Utf8Buffer json, long time)
    {
        json.Raw(",\"ts\":"u8);
        json.Whole(time);
        json.Byte((byte)'}');
    }
}
